import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { connectDatabases, type Databases } from '#database/databases.ts';
import { newId } from '#domain/ids.ts';
import { publish } from '#sdk/publish.ts';
import { createOrganization } from '#server/commands/create-organization.ts';
import { createTokenFor } from '#server/commands/create-token.ts';

/** The addresses of a database, for its owner and for requests. */
interface Addresses {
  connectionString: string;
  appConnectionString: string;
}

/** Creates two organizations. Lumen has a dataset and a token to publish, and meridian has a token to read. */
export async function furnish(databases: Databases) {
  for (const slug of ['lumen', 'meridian']) {
    await createOrganization(databases, { slug, name: slug, owner: `owner@${slug}.example` });
  }
  const lumen = await databases.system.organization.findUniqueOrThrow({ where: { slug: 'lumen' } });
  await databases.system.dataset.create({ data: { id: newId(), orgId: lumen.id, slug: 'notes', name: 'Notes' } });
  const tokenOf = (org: string, scopes: ('READ' | 'PUBLISH')[]) =>
    createTokenFor(databases, { user: `owner@${org}.example`, org, scopes });
  return { token: await tokenOf('lumen', ['READ', 'PUBLISH']), stranger: await tokenOf('meridian', ['READ']) };
}

/** Publishes a folder with one text to the dataset, through the SDK. Returns the number of the revision. */
export async function publishText({ url }: { url: string }, token: string, folder: string, text: string) {
  mkdirSync(folder);
  writeFileSync(join(folder, 'note.txt'), text);
  const events = publish(folder, {
    organization: 'lumen',
    dataset: 'notes',
    token,
    endpoint: url,
    cacheFolder: null,
  });
  for (let event = await events.next(); ; event = await events.next()) if (event.done) return event.value.revision;
}

interface FoundItem {
  key: string;
  assets: { signedUrl: { url: string } }[];
}

/** Reads the first item through the API, and its file from the object store. */
export async function read({ url }: { url: string }, token: string): Promise<{ key: string; body: string } | null> {
  const query = `{ dataset(organizationSlug: "lumen", slug: "notes") {
    items(first: 1) { edges { node { key assets { signedUrl { url } } } } }
  } }`;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as {
    data: { dataset: { items: { edges: { node: FoundItem }[] } } | null } | null;
    errors?: unknown;
  };
  expect(errors).toBeUndefined();
  const item = data?.dataset?.items.edges[0]?.node;
  if (!item) return null;
  const file = await fetch(item.assets[0]!.signedUrl.url);
  return { key: item.key, body: await file.text() };
}

/** Runs work on the databases of a server, without the server. */
export async function withDatabases<Result>(
  { connectionString, appConnectionString }: Addresses,
  work: (databases: Databases) => Promise<Result>,
): Promise<Result> {
  const databases = connectDatabases({ connectionString, appConnectionString, poolSize: 2 });
  try {
    return await work(databases);
  } finally {
    await databases.close();
  }
}
