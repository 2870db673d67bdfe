import { beforeAll, expect, test } from 'vitest';
import { authenticateShareLink } from '#domain/identity/authenticate.ts';
import { newId } from '#domain/ids.ts';
import { answerTo, ask } from '#tests/kit/ask.ts';
import { idOf, membershipOf, mutate } from '#tests/kit/mutate.ts';
import { contextOf, createPerson } from '#tests/kit/person.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
const birds = () => idOf('Dataset', lab().birds);

beforeAll(async () => {
  const { databases, birds: dataset, lumen } = lab();
  await seedItems(
    databases.system,
    dataset,
    [
      { key: 'heron', position: 1, until: 2 },
      { key: 'heron', position: 1, since: 2 },
      { key: 'egret', position: 2, since: 2 },
    ],
    2,
  );
  const secret = await databases.system.dataset.create({
    data: { id: newId(), orgId: lumen.id, slug: 'secret', name: 'Secret', visibility: 'RESTRICTED' },
  });
  await seedItems(databases.system, secret, [{ key: 'hidden', position: 1 }]);
});

/** Returns a client with this share link. */
function holder(secret: string) {
  return {
    name: 'a holder',
    context: async () => {
      const recognise = () => authenticateShareLink({ systemPool: lab().databases.systemPool }, secret);
      return contextOf(lab(), await recognise(), recognise);
    },
  };
}

async function share(input: object = {}) {
  const outcome = await mutate(
    lab().alice,
    'createShareLink',
    { datasetId: birds(), name: 'for the museum', ...input },
    'secret url shareLink { id revisionNumber name expiresAt createdBy { name } }',
  );
  return outcome as unknown as {
    secret: string;
    url: string;
    shareLink: { id: string; revisionNumber: number | null };
  };
}

const page =
  '{ viewer { kind memberships { role } tokens { edges { node { id } } } } datasets { edges { node { slug items { edges { node { key sinceRevisionNumber } } } } } } }';
const reads = (answer: unknown) => JSON.stringify(answer);

test('the holder sees the one dataset, without an account', async () => {
  const { secret, url, shareLink: link } = await share();
  expect(secret).toMatch(/^vts_/);
  expect(url).toBe(`https://vitrine.example/share#${secret}`);
  const seen = await ask(holder(secret), page);
  expect(seen).toMatchObject({
    viewer: { kind: 'SHARE_LINK', memberships: [], tokens: { edges: [] } },
    datasets: { edges: [{ node: { slug: 'birds', items: { edges: [{}, {}] } } }] },
  });
  expect(reads(seen)).not.toContain('secret');
  expect(link).toMatchObject({ revisionNumber: null });
});

test('a pinned link shows its revision and no other, by no way in', async () => {
  const { secret } = await share({ revisionNumber: 1 });
  const seen = await ask(holder(secret), page);
  expect(seen).toMatchObject({
    datasets: { edges: [{ node: { items: { edges: [{ node: { key: 'heron', sinceRevisionNumber: 1 } }] } } }] },
  });
  const other =
    'query { dataset(organizationSlug: "lumen", slug: "birds") { items(revisionNumber: 2) { edges { node { key } } } } }';
  expect((await answerTo(holder(secret), other)).errors?.[0]?.extensions?.['code']).toBe('NOT_FOUND');
  const { databases, birds: dataset } = lab();
  const newer = await databases.system.item.findFirstOrThrow({ where: { datasetId: dataset.id, key: 'egret' } });
  const node = 'query ($id: ID!) { node(id: $id) { __typename } }';
  expect(await ask(holder(secret), node, { id: idOf('Item', newer) })).toEqual({ node: null });
  const revisions = '{ dataset(organizationSlug: "lumen", slug: "birds") { revisions { edges { node { number } } } } }';
  expect(await ask(holder(secret), revisions)).toEqual({
    dataset: { revisions: { edges: [{ node: { number: 1 } }] } },
  });
});

test('a pinned link shows nothing that is later than its revision, unless it was made with reviews', async () => {
  const { alice, databases, birds: dataset, lumen } = lab();
  const annotation = (label: string, sinceRevision: number) => ({
    id: newId(),
    orgId: lumen.id,
    datasetId: dataset.id,
    itemKey: 'heron',
    kind: 'CLASSIFICATION' as const,
    label,
    geometry: {},
    source: sinceRevision === 0 ? ('REVIEWER' as const) : ('PUBLISHER' as const),
    sinceRevision,
  });
  const [published, review, later] = [annotation('wading', 1), annotation('secret nest', 0), annotation('flying', 2)];
  await databases.system.annotation.createMany({ data: [published, review, later] });
  const query = `query ($filter: ItemFilter, $all: ItemFilter, $review: ID!, $later: ID!) {
    dataset(organizationSlug: "lumen", slug: "birds") {
      updatedAt
      revision { createdAt }
      item(key: "heron") { untilRevisionNumber annotations { edges { node { label } } } }
      items(filter: $filter) { totalCount }
      facets(filter: $all) { labels { value } }
    }
    review: node(id: $review) { __typename }
    later: node(id: $later) { __typename }
  }`;
  const variables = {
    filter: { annotation: { label: 'secret nest' } },
    all: { types: ['IMAGE', 'TEXT', 'FILE'] },
    review: idOf('Annotation', review),
    later: idOf('Annotation', later),
  };
  const seenBy = async (withReviews: boolean) => {
    const { secret } = await share({ revisionNumber: 1, withReviews });
    return ask(holder(secret), query, variables) as Promise<{
      dataset: { updatedAt: string; revision: { createdAt: string } };
    }>;
  };
  const seen = await seenBy(false);
  expect(seen).toMatchObject({
    dataset: {
      item: { untilRevisionNumber: null, annotations: { edges: [{ node: { label: 'wading' } }] } },
      items: { totalCount: 0 },
      facets: { labels: [{ value: 'wading' }] },
    },
    review: null,
    later: null,
  });
  expect(seen.dataset.updatedAt).toBe(seen.dataset.revision.createdAt);
  const planned =
    '{ dataset(organizationSlug: "lumen", slug: "birds") { updatedAt items { edges { node { untilRevisionNumber annotations { edges { node { label } } } } } } } }';
  const { secret } = await share({ revisionNumber: 1 });
  expect(await ask(holder(secret), planned)).toEqual({
    dataset: {
      updatedAt: seen.dataset.updatedAt,
      items: {
        edges: [{ node: { untilRevisionNumber: null, annotations: { edges: [{ node: { label: 'wading' } }] } } }],
      },
    },
  });

  const all = await seenBy(true);
  expect(all).toMatchObject({
    dataset: {
      items: { totalCount: 1 },
      facets: { labels: expect.arrayContaining([{ value: 'secret nest' }]) as unknown },
    },
    review: { __typename: 'Annotation' },
    later: null,
  });
  expect(await ask(alice, query, variables)).toMatchObject({ later: { __typename: 'Annotation' } });
});

test('the holder sees nothing else of the organization, and changes nothing', async () => {
  const { secret } = await share();
  const { bob, databases, lumen } = lab();
  const inside = await databases.system.dataset.findFirstOrThrow({ where: { slug: 'secret' } });
  const node = 'query ($id: ID!) { node(id: $id) { __typename } }';
  for (const id of [idOf('User', bob.userId), membershipOf(bob), idOf('Dataset', inside)]) {
    expect(await ask(holder(secret), node, { id })).toEqual({ node: null });
  }
  for (const field of ['members', 'invitations', 'tokens', 'accessLog']) {
    const answer = await answerTo(
      holder(secret),
      `{ dataset(organizationSlug: "lumen", slug: "birds") { organization { name ${field} { edges { cursor } } } } }`,
    );
    expect(answer.data).toMatchObject({ dataset: { organization: { name: 'Lumen', [field]: null } } });
  }
  const organization = idOf('Organization', lumen);
  const attempts: [string, object][] = [
    ['createDataset', { organizationId: organization, slug: 'mine', name: 'Mine' }],
    ['updateDataset', { datasetId: birds(), name: 'Mine' }],
    ['archiveDataset', { datasetId: birds() }],
    ['createShareLink', { datasetId: birds(), name: 'more' }],
    ['openIngestSession', { datasetId: birds() }],
    ['createApiToken', { organizationId: organization, name: 'mine', scopes: ['READ'] }],
    ['inviteMember', { organizationId: organization, email: 'me@guests.example', role: 'OWNER' }],
    ['leaveOrganization', { organizationId: organization }],
  ];
  for (const [name, input] of attempts) {
    const { code } = await mutate(holder(secret), name, input);
    expect([name, code]).toEqual([name, expect.stringMatching(/^(NOT_FOUND|FORBIDDEN)$/)]);
  }
});

test('a link ends when it is revoked, expires, or its maker is removed', async () => {
  const { alice, bob, ada, databases, lumen } = lab();
  const revoked = await share();
  expect(await mutate(bob, 'revokeShareLink', { shareLinkId: revoked.shareLink.id })).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await mutate(alice, 'revokeShareLink', { shareLinkId: revoked.shareLink.id })).not.toHaveProperty('code');
  const expired = await share({ expiresInDays: 1 });
  await databases.system.shareLink.updateMany({ where: { name: 'for the museum' }, data: { expiresAt: new Date() } });
  const greta = await createPerson(lab(), 'greta', lumen.id, 'PUBLISHER');
  const orphan = await mutate(greta, 'createShareLink', { datasetId: birds(), name: 'mine' }, 'secret');
  await mutate(ada, 'removeMember', { membershipId: membershipOf(greta) });
  for (const { secret } of [revoked, expired, orphan as { secret: string }]) {
    expect(await ask(holder(secret), '{ viewer { kind } }')).toEqual({ viewer: null });
  }
});

test('publishers make and list links; viewers and strangers do not', async () => {
  const { alice, bob, mallory } = lab();
  const { shareLink: link } = await share();
  const list =
    '{ dataset(organizationSlug: "lumen", slug: "birds") { shareLinks(first: 100) { edges { node { id } } } } }';
  expect(reads(await ask(alice, list))).toContain(link.id);
  expect((await answerTo(bob, list)).data).toEqual({ dataset: { shareLinks: null } });
  expect(await mutate(bob, 'createShareLink', { datasetId: birds(), name: 'x' })).toMatchObject({ code: 'FORBIDDEN' });
  const foreign = await mutate(mallory, 'createShareLink', { datasetId: birds(), name: 'x' });
  expect(foreign).toMatchObject({ code: 'NOT_FOUND' });
  const never = { datasetId: idOf('Dataset', newId()), name: 'x' };
  expect(await mutate(mallory, 'createShareLink', never)).toEqual(foreign);
  expect(await mutate(alice, 'createShareLink', { datasetId: birds(), name: 'x', revisionNumber: 9 })).toMatchObject({
    code: 'NOT_FOUND',
  });
});
