import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#domain/ids.ts';
import type { Dataset } from '#prisma/client/client.ts';
import { answerTo, ask } from '#tests/kit/ask.ts';
import { contextOf, type Person } from '#tests/kit/person.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { seedBody, seedTranscript } from '#tests/kit/seed-texts.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
let secrets: Dataset;

const searchQuery = /* GraphQL */ `
  query ($query: String!, $organization: String, $kinds: [SearchKind!], $first: Int, $after: String, $last: Int, $before: String) {
    search(query: $query, organizationSlug: $organization, kinds: $kinds, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      totalCountKind
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges {
        cursor
        node {
          __typename
          item { key dataset { slug } }
          highlights { field fragments { text matched } }
          ... on TranscriptMatch { segment { startSeconds speaker text } }
        }
      }
    }
  }
`;

interface Answer {
  search: {
    totalCount: number;
    totalCountKind: string;
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
    edges: {
      cursor: string;
      node: {
        __typename: string;
        item: { key: string; dataset: { slug: string } };
        highlights: { field: string; fragments: { text: string; matched: boolean }[] }[];
        segment?: { startSeconds: number; speaker: string | null; text: string };
      };
    }[];
  };
}

beforeAll(async () => {
  const { birds, plates, databases, lumen } = lab();
  const { system } = databases;
  secrets = await system.dataset.create({
    data: { id: newId(), orgId: lumen.id, slug: 'secrets', name: 'Secrets', visibility: 'RESTRICTED' },
  });
  const draft = await system.dataset.create({ data: { id: newId(), orgId: lumen.id, slug: 'draft', name: 'Draft' } });
  await seedItems(
    system,
    birds,
    [
      { key: 'a', position: 1, title: 'Snowy owl' },
      { key: 'owl-2.jpg', position: 2, title: 'At night' },
      { key: 'notes', position: 3, type: 'TEXT', title: 'Notes' },
      { key: 'film', position: 4, type: 'VIDEO', title: 'Film' },
      { key: 'old', position: 5, title: 'Owl of yesterday', until: 2 },
      { key: 'staged', position: 6, title: 'Owl of tomorrow', since: 3 },
    ],
    2,
  );
  await seedBody(
    system,
    birds,
    'notes',
    `${'Nothing here. '.repeat(60)}Then an <b>owl</b> came. ${'Nothing more. '.repeat(60)}`,
  );
  await seedTranscript(system, birds, 'film', [
    { text: 'Good evening.', speaker: 'Bob' },
    { text: 'Listen: an owl!', speaker: 'Alice' },
  ]);
  await seedTranscript(system, birds, 'old', [{ text: 'The owl as it was.' }]);
  await seedItems(system, secrets, [{ key: 'secret', position: 1, title: 'Owl owl owl' }]);
  await seedTranscript(system, secrets, 'secret', [{ text: 'A secret owl.' }]);
  await seedItems(system, draft, [{ key: 'draft', position: 1, title: 'Owl in draft' }]);
  await system.dataset.updateMany({ where: { id: draft.id }, data: { revision: null, status: 'DRAFT' } });
  await seedItems(system, plates, [{ key: 'plate', position: 1, title: 'Owl on a plate' }]);
});

async function find(person: Pick<Person, 'name' | 'context'>, query: string, variables: object = {}) {
  return (await ask<Answer>(person, searchQuery, { query, ...variables })).search;
}

const keysOf = ({ edges }: Answer['search']) => edges.map(({ node }) => `${node.__typename} ${node.item.key}`);

test('items are found by title, key and text, and moments by what is said; titles come first', async () => {
  const { bob } = lab();
  const found = await find(bob, 'owl');
  expect(keysOf(found)).toEqual(['ItemMatch a', 'ItemMatch owl-2.jpg', 'TranscriptMatch film', 'ItemMatch notes']);
  expect(found).toMatchObject({ totalCount: 4, totalCountKind: 'EXACT' });
  const [title, key, moment, text] = found.edges.map(({ node }) => node);
  expect(title!.highlights).toEqual([
    {
      field: 'TITLE',
      fragments: [
        { text: 'Snowy ', matched: false },
        { text: 'owl', matched: true },
      ],
    },
  ]);
  expect(key!.highlights.map(({ field }) => field)).toEqual(['KEY']);
  expect(moment!.segment).toEqual({ startSeconds: 1, speaker: 'Alice', text: 'Listen: an owl!' });
  expect(moment!.highlights[0]!.fragments).toContainEqual({ text: 'owl', matched: true });
  // The fragments are plain text: characters that look like markup reach the client unchanged.
  const [highlight] = text!.highlights;
  expect(highlight!.fragments.map((part) => part.text).join('')).toMatch(/^… .*Then an <b>owl<\/b> came\..* …$/);
});

test('one kind is found when one is asked for; nothing is found by nothing, nor by excluding alone', async () => {
  const { bob } = lab();
  expect(keysOf(await find(bob, 'owl', { kinds: ['TRANSCRIPT'] }))).toEqual(['TranscriptMatch film']);
  expect(keysOf(await find(bob, 'owl', { kinds: ['ITEM'] }))).toHaveLength(3);
  expect(keysOf(await find(bob, 'ow'))).toHaveLength(4);
  expect(keysOf(await find(bob, 'owl -snowy'))).not.toContain('ItemMatch a');
  for (const query of ['', '   ', '-owl', '"', '&|!']) expect(keysOf(await find(bob, query))).toEqual([]);
});

describe('only what the viewer may see', () => {
  test('strangers, restricted datasets, drafts and other revisions show neither in results nor in counts', async () => {
    const { bob, ada, mallory, databases } = lab();
    expect(await find(mallory, 'owl')).toMatchObject({ totalCount: 1, edges: [{ node: { item: { key: 'plate' } } }] });
    expect(await find(mallory, 'owl', { organization: 'lumen' })).toEqual(
      await find(mallory, 'owl', { organization: 'nowhere' }),
    );
    expect(keysOf(await find(ada, 'owl', { organization: 'lumen' }))).toContain('ItemMatch secret');
    expect((await find(ada, 'owl')).totalCount).toBe(6);
    await databases.system.datasetGrant.create({
      data: { orgId: secrets.orgId, datasetId: secrets.id, userId: bob.userId },
    });
    expect((await find(bob, 'owl')).totalCount).toBe(6);
    await databases.system.datasetGrant.deleteMany({ where: { userId: bob.userId } });
    expect((await find(bob, 'owl')).totalCount).toBe(4);
  });

  test('what one may not see changes neither rank nor place', async () => {
    const { bob, databases } = lab();
    const before = await find(bob, 'owl');
    const more = Array.from({ length: 30 }, (_, n) => ({
      key: `more-${n}`,
      position: n + 2,
      title: 'owl '.repeat(n + 1),
    }));
    await seedItems(databases.system, secrets, more);
    expect(await find(bob, 'owl')).toEqual(before);
    await databases.system.item.deleteMany({ where: { datasetId: secrets.id, key: { startsWith: 'more-' } } });
  });

  test('a share link searches its dataset, at the revision it pins', async () => {
    const { birds, lumen } = lab();
    const holder = (revision: number | null): Pick<Person, 'name' | 'context'> => ({
      name: 'holder',
      context: async () =>
        contextOf(lab(), {
          kind: 'SHARE_LINK',
          userId: null,
          sessionId: null,
          tokenId: null,
          memberships: new Map(),
          scopes: new Set(['READ']),
          datasetIds: null,
          share: {
            id: newId(),
            orgId: lumen.id,
            datasetId: birds.id,
            revision,
            withReviews: false,
            expiresAt: new Date(Date.now() + 60_000),
          },
        }),
    });
    expect((await find(holder(null), 'owl')).totalCount).toBe(4);
    const pinned = keysOf(await find(holder(1), 'owl'));
    expect(pinned).toContain('ItemMatch old');
    expect(pinned).toContain('TranscriptMatch old');
    expect(await find(holder(null), 'secret')).toMatchObject({ totalCount: 0, edges: [] });
  });
});

test('pages join without gaps both ways, also when what a cursor stands on is gone', async () => {
  const { ada, databases, birds } = lab();
  const whole = keysOf(await find(ada, 'owl'));
  const forward: string[] = [];
  const backward: string[] = [];
  for (let after: string | null = null; ; ) {
    const page: Answer['search'] = await find(ada, 'owl', { first: 2, after });
    forward.push(...keysOf(page));
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  for (let before: string | null = null; ; ) {
    const page: Answer['search'] = await find(ada, 'owl', { last: 2, before });
    backward.unshift(...keysOf(page));
    expect(page.pageInfo.hasNextPage).toBe(before !== null);
    if (!page.pageInfo.hasPreviousPage) break;
    before = page.pageInfo.startCursor;
  }
  expect(forward).toEqual(whole);
  expect(backward).toEqual(whole);

  const { edges } = await find(ada, 'owl', { first: 2 });
  await databases.system.item.updateMany({
    where: { datasetId: birds.id, key: edges[1]!.node.item.key },
    data: { untilRevision: 2 },
  });
  expect(keysOf(await find(ada, 'owl', { after: edges[1]!.cursor }))).toEqual(whole.slice(2));
  await databases.system.item.updateMany({
    where: { datasetId: birds.id, key: edges[1]!.node.item.key },
    data: { untilRevision: null },
  });
});

test('cursors of other searches, too much and too long are refused', async () => {
  const { bob } = lab();
  const cursor = (await find(bob, 'owl')).edges[0]!.cursor;
  const codeOf = async (variables: object) =>
    (await answerTo(bob, searchQuery, variables)).errors?.[0]?.extensions?.['code'];
  expect(await codeOf({ query: 'night', after: cursor })).toBe('INVALID_INPUT');
  expect(await codeOf({ query: 'owl', organization: 'lumen', after: cursor })).toBe('INVALID_INPUT');
  expect(await codeOf({ query: 'owl', after: 'nonsense' })).toBe('INVALID_INPUT');
  expect(await codeOf({ query: 'owl\0' })).toBe('INVALID_INPUT');
  expect(await codeOf({ query: 'o'.repeat(501) })).toBe('LIMIT_EXCEEDED');
  expect(await codeOf({ query: 'owl', first: 101 })).toBe('LIMIT_EXCEEDED');
});

test('a list that is filtered by words tells where each item has them', async () => {
  const { bob } = lab();
  const { dataset } = await ask<{
    dataset: { items: { edges: { node: { key: string }; highlights: { field: string }[] }[] } };
  }>(
    bob,
    `query ($filter: ItemFilter) { dataset(organizationSlug: "lumen", slug: "birds") {
      items(filter: $filter) { edges { node { key } highlights { field fragments { text matched } } } }
    } }`,
    { filter: { text: 'owl' } },
  );
  expect(dataset.items.edges.map(({ node, highlights }) => [node.key, highlights.map(({ field }) => field)])).toEqual([
    ['a', ['TITLE']],
    ['owl-2.jpg', ['KEY']],
    ['notes', ['TEXT']],
    ['film', ['TRANSCRIPT']],
  ]);
});

describe('a list in the order of relevance', () => {
  const list = (args: string) =>
    `{ dataset(organizationSlug: "lumen", slug: "birds") { items(${args}) {
      edges { cursor node { key } } pageInfo { hasNextPage hasPreviousPage endCursor }
    } } }`;
  interface List {
    dataset: { items: { edges: { cursor: string; node: { key: string } }[]; pageInfo: { endCursor: string } } };
  }
  const best = 'filter: { text: "owl" }, orderBy: { field: RELEVANCE, direction: DESC }';
  const keys = ({ dataset }: List) => dataset.items.edges.map(({ node }) => node.key);

  test('has the best first, as the search has, and pages join', async () => {
    const { bob } = lab();
    expect(keys(await ask<List>(bob, list(best)))).toEqual(['a', 'owl-2.jpg', 'notes', 'film']);
    expect(keys(await ask<List>(bob, list(best.replace('DESC', 'ASC'))))).toEqual(['film', 'notes', 'owl-2.jpg', 'a']);
    const first = await ask<List>(bob, list(`first: 1, ${best}`));
    const after = first.dataset.items.pageInfo.endCursor;
    expect(keys(await ask<List>(bob, list(`first: 5, after: "${after}", ${best}`)))).toEqual([
      'owl-2.jpg',
      'notes',
      'film',
    ]);
    const last = await ask<List>(bob, list(`last: 1, ${best}`));
    const before = last.dataset.items.edges[0]!.cursor;
    expect(keys(await ask<List>(bob, list(`last: 5, before: "${before}", ${best}`)))).toEqual([
      'a',
      'owl-2.jpg',
      'notes',
    ]);
  });

  test('is that to words: there must be some, and a cursor is good for the same', async () => {
    const { bob } = lab();
    const codeOf = async (args: string) => (await answerTo(bob, list(args))).errors?.[0]?.extensions?.['code'];
    expect(await codeOf('orderBy: { field: RELEVANCE, direction: DESC }')).toBe('INVALID_INPUT');
    const { dataset } = await ask<List>(bob, list(`first: 1, ${best}`));
    const after = dataset.items.pageInfo.endCursor;
    expect(await codeOf(`after: "${after}", ${best.replace('owl', 'night')}`)).toBe('INVALID_INPUT');
  });
});
