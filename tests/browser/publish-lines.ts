import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { askApi, datasetId } from './api.ts';
import { expect } from './page.ts';

const create = `mutation ($organization: ID!, $slug: String!) {
  createDataset(input: { organizationId: $organization, slug: $slug, name: $slug }) { __typename }
}`;
const open = `mutation ($dataset: ID!) {
  openIngestSession(input: { datasetId: $dataset }) { ... on OpenIngestSessionSuccess { session { id } } }
}`;
const declare = `mutation ($session: ID!, $files: [DeclaredFile!]!) {
  requestUploads(input: { sessionId: $session, files: $files }) {
    ... on RequestUploadsSuccess { answers { ... on UploadTarget { url headers { name value } } } }
  }
}`;
const publish = `mutation ($session: ID!, $sha256: String!) {
  publishIngestSession(input: { sessionId: $session, manifest: { sha256: $sha256 } }) { __typename }
}`;

interface Target {
  url: string;
  headers: { name: string; value: string }[];
}

/**
 * Publishes a manifest as the signed-in user, only through the API, which accepts manifests that the SDK would not
 * send. Returns the session after the manifest was refused.
 */
export async function publishInVain(page: Page, slug: string, lines: readonly object[]): Promise<string> {
  const { organization } = await askApi<{ organization: { id: string } }>(
    page,
    '{ organization(slug: "lumen") { id } }',
  );
  await askApi(page, create, { organization: organization.id, slug });
  const { openIngestSession } = await askApi<{ openIngestSession: { session: { id: string } } }>(page, open, {
    dataset: await datasetId(page, slug),
  });
  const session = openIngestSession.session.id;
  const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const filename = 'manifest.ndjson';
  const file = { clientRef: filename, filename, contentType: 'application/x-ndjson', byteSize: bytes.length, sha256 };
  const { requestUploads } = await askApi<{ requestUploads: { answers: [Target] } }>(page, declare, {
    session,
    files: [file],
  });
  const [{ url, headers }] = requestUploads.answers;
  const sent = headers
    .filter(({ name }) => name.toLowerCase() !== 'content-length')
    .map(({ name, value }) => [name, value]);
  expect((await fetch(url, { method: 'PUT', headers: Object.fromEntries(sent), body: bytes })).status).toBe(200);
  // A client waits for a publish by repeating the request.
  await expect
    .poll(
      async () =>
        (await askApi<{ publishIngestSession: { __typename: string } }>(page, publish, { session, sha256 }))
          .publishIngestSession.__typename,
    )
    .toBe('ValidationFailed');
  return session;
}
