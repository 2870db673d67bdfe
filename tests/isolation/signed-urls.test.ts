import { expect, test } from 'vitest';
import { ask } from '#tests/kit/ask.ts';
import { idOf, membershipOf, mutate } from '#tests/kit/mutate.ts';
import { createPerson, type Person } from '#tests/kit/person.ts';
import { itemFor, publishItems } from '#tests/kit/publish.ts';
import { fileOf } from '#tests/kit/upload.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();

interface Page {
  dataset: {
    items: { edges: { node: { content: { primary: { signedUrl: { url: string; expiresAt: string } } } } }[] };
  } | null;
}

const query = `{ dataset(organizationSlug: "lumen", slug: "birds") { items { edges { node {
  content { primary { signedUrl { url expiresAt } } } } } } } }`;

async function urlFor(person: Pick<Person, 'context' | 'name'>) {
  const { dataset } = await ask<Page>(person, query);
  return dataset?.items.edges[0]?.node.content.primary.signedUrl ?? null;
}

test('caches keep a file no longer than its address lives, and one of a sensitive dataset not at all', async () => {
  const { ada, alice, bob, birds } = lab();
  const file = fileOf('a heron stands', { contentType: 'text/plain' });
  await publishItems(alice, birds.id, [itemFor('heron', file)], [file]);

  const open = (await urlFor(bob))!;
  const seconds = (Date.parse(open.expiresAt) - Date.now()) / 1_000;
  expect(seconds).toBeGreaterThan(100);
  expect(seconds).toBeLessThanOrEqual(300);
  const kept = await fetch(open.url);
  expect(await kept.text()).toBe('a heron stands');
  expect(kept.headers.get('cache-control')).toBe('private, max-age=300');
  // All users get the same URL at about the same time, so that the browser's cache recognises it.
  expect((await urlFor(alice))!.url).toBe(open.url);

  await mutate(ada, 'updateDataset', { datasetId: idOf('Dataset', birds), sensitive: true });
  const sensitive = await fetch((await urlFor(bob))!.url);
  expect(sensitive.status).toBe(200);
  expect(sensitive.headers.get('cache-control')).toBe('no-store');
  // A change of the address makes it invalid.
  const changed = (await urlFor(bob))!.url.replace('no-store', 'public');
  expect((await fetch(changed)).status).toBe(403);
});

test('who may no longer see a file gets no new address', async () => {
  const { ada, birds, lumen } = lab();
  const hugo = await createPerson(lab(), 'hugo', lumen.id, 'VIEWER');
  const iris = await createPerson(lab(), 'iris', lumen.id, 'VIEWER');
  await mutate(ada, 'updateDataset', { datasetId: idOf('Dataset', birds), visibility: 'RESTRICTED' });
  const grant = { datasetId: idOf('Dataset', birds), userId: idOf('User', hugo.userId) };
  expect(await urlFor(hugo)).toBeNull();
  await mutate(ada, 'grantDatasetAccess', grant);
  expect(await urlFor(hugo)).not.toBeNull();
  expect(await urlFor(iris)).toBeNull();
  await mutate(ada, 'revokeDatasetAccess', grant);
  expect(await urlFor(hugo)).toBeNull();
  await mutate(ada, 'updateDataset', { datasetId: idOf('Dataset', birds), visibility: 'ORGANIZATION' });
  expect(await urlFor(iris)).not.toBeNull();
  await mutate(ada, 'removeMember', { membershipId: membershipOf(iris) });
  await expect(urlFor(iris)).rejects.toThrow(/UNAUTHENTICATED/);
});
