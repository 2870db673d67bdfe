import { expect, test } from 'vitest';
import { answerTo, ask } from '#tests/kit/ask.ts';
import { itemFor, publishItems } from '#tests/kit/publish.ts';
import { fileOf } from '#tests/kit/upload.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();

const diffQuery = /* GraphQL */ `
  query ($from: Int!, $to: Int!, $kinds: [ItemChangeKind!], $first: Int, $after: String, $last: Int, $before: String) {
    dataset(organizationSlug: "lumen", slug: "birds") {
      diff(fromRevisionNumber: $from, toRevisionNumber: $to, kinds: $kinds, first: $first, after: $after, last: $last, before: $before) {
        totalCount
        counts { added changed removed countKind }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges {
          node {
            kind
            key
            before { title sinceRevisionNumber }
            after { title sinceRevisionNumber }
            fieldChanges { field pointer role before after }
          }
        }
      }
    }
  }
`;

interface Answer {
  dataset: {
    diff: {
      totalCount: number;
      counts: { added: number; changed: number; removed: number; countKind: string };
      pageInfo: {
        hasNextPage: boolean;
        hasPreviousPage: boolean;
        startCursor: string | null;
        endCursor: string | null;
      };
      edges: {
        node: {
          kind: string;
          key: string;
          before: { title: string | null } | null;
          after: { title: string | null } | null;
          fieldChanges: {
            field: string;
            pointer: string | null;
            role: string | null;
            before: unknown;
            after: unknown;
          }[];
        };
      }[];
    };
  } | null;
}

const one = fileOf('one');
const two = fileOf('two');

async function diff(from: number, to: number, variables: object = {}) {
  const { dataset } = await ask<Answer>(lab().bob, diffQuery, { from, to, ...variables });
  return dataset!.diff;
}

const told = ({ edges }: Awaited<ReturnType<typeof diff>>) => edges.map(({ node }) => `${node.kind} ${node.key}`);

test('two revisions are compared, in either direction, with what is different about each item', async () => {
  const { alice, birds } = lab();
  const publish = (items: object[]) => publishItems(alice, birds.id, items, [one, two]);
  const label = { kind: 'CLASSIFICATION', label: 'owl', confidence: 0.5, geometry: {} };
  await publish([
    itemFor('same', one),
    itemFor('a', one, {
      title: 'A',
      tags: ['x'],
      metadata: { camera: { 'a/b': 1, iso: 100 }, list: [1] },
      annotations: [label],
    }),
    itemFor('gone', one, { createdAt: '2026-01-01T00:00:00Z' }),
    itemFor('back', one, { title: 'as it was' }),
  ]);
  await publish([
    itemFor('same', one),
    itemFor('a', two, {
      title: 'B',
      tags: ['x', 'y'],
      metadata: { camera: { 'a/b': 2, iso: 100 }, list: [2], more: true },
      annotations: [{ ...label, confidence: 0.9 }],
    }),
    itemFor('back', one, { title: 'otherwise' }),
    itemFor('new', one),
    itemFor('brief', one),
  ]);
  await publish([
    itemFor('same', one),
    itemFor('a', two, { title: 'C' }),
    itemFor('back', one, { title: 'as it was' }),
    itemFor('new', one),
    itemFor('gone', one, { createdAt: '2026-01-01T00:00:00Z' }),
  ]);

  const first = await diff(1, 2);
  expect(told(first)).toEqual(['CHANGED a', 'REMOVED gone', 'CHANGED back', 'ADDED new', 'ADDED brief']);
  expect(first).toMatchObject({ totalCount: 5, counts: { added: 2, changed: 2, removed: 1, countKind: 'EXACT' } });
  const [changed, removed] = first.edges.map(({ node }) => node);
  expect(changed).toMatchObject({ before: { title: 'A' }, after: { title: 'B' } });
  const file = ({ filename, contentType, sha256 }: typeof one) => ({ filename, contentType, sha256 });
  expect(changed!.fieldChanges).toEqual([
    { field: 'TITLE', pointer: null, role: null, before: 'A', after: 'B' },
    { field: 'TAGS', pointer: null, role: null, before: ['x'], after: ['x', 'y'] },
    { field: 'METADATA', pointer: '/camera/a~1b', role: null, before: 1, after: 2 },
    { field: 'METADATA', pointer: '/list', role: null, before: [1], after: [2] },
    { field: 'METADATA', pointer: '/more', role: null, before: null, after: true },
    { field: 'ASSETS', pointer: null, role: 'PRIMARY', before: file(one), after: file(two) },
    {
      field: 'ANNOTATIONS',
      pointer: null,
      role: null,
      before: [expect.objectContaining({ label: 'owl', confidence: 0.5 })],
      after: [expect.objectContaining({ label: 'owl', confidence: 0.9 })],
    },
  ]);
  expect(removed).toMatchObject({ after: null, fieldChanges: [] });

  // The same two revisions in the other order.
  const reversed = await diff(2, 1);
  expect(told(reversed)).toEqual(['CHANGED a', 'ADDED gone', 'CHANGED back', 'REMOVED new', 'REMOVED brief']);
  expect(reversed.counts).toEqual({ added: 1, changed: 2, removed: 2, countKind: 'EXACT' });
  // An item that was changed back, added and removed, or removed and added again counts as unchanged.
  const across = await diff(1, 3);
  expect(told(across)).toEqual(['CHANGED a', 'ADDED new']);
  expect(across).toMatchObject({ totalCount: 2, counts: { added: 1, changed: 1, removed: 0, countKind: 'EXACT' } });
  expect(told(await diff(3, 1))).toEqual(['CHANGED a', 'REMOVED new']);
  expect(await diff(2, 2)).toMatchObject({ totalCount: 0, edges: [] });
  expect(await diff(1, 2, { kinds: ['REMOVED', 'ADDED'] })).toMatchObject({ totalCount: 3, edges: { length: 3 } });
});

test('pages join both ways', async () => {
  const whole = told(await diff(1, 2));
  const forward: string[] = [];
  const backward: string[] = [];
  for (let after: string | null = null; ; ) {
    const page = await diff(1, 2, { first: 2, after });
    forward.push(...told(page));
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) break;
  }
  for (let before: string | null = null; ; ) {
    const page = await diff(1, 2, { last: 2, before });
    backward.unshift(...told(page));
    expect(page.pageInfo.hasNextPage).toBe(before !== null);
    before = page.pageInfo.startCursor;
    if (!page.pageInfo.hasPreviousPage) break;
  }
  expect(forward).toEqual(whole);
  expect(backward).toEqual(whole);
});

test('unknown and deleted revisions, foreign cursors and strangers are refused', async () => {
  const { bob, mallory, birds, databases } = lab();
  const codeOf = async (variables: object) =>
    (await answerTo(bob, diffQuery, variables)).errors?.[0]?.extensions?.['code'];
  expect(await codeOf({ from: 1, to: 9 })).toBe('NOT_FOUND');
  expect(await codeOf({ from: 0, to: 1 })).toBe('NOT_FOUND');
  expect(await codeOf({ from: 1, to: 2, after: (await diff(2, 3)).pageInfo.endCursor })).toBe('INVALID_INPUT');
  expect(await codeOf({ from: 1, to: 2, first: 101 })).toBe('LIMIT_EXCEEDED');
  await databases.system.datasetRevision.updateMany({
    where: { datasetId: birds.id, number: 1 },
    data: { deletedAt: new Date() },
  });
  expect(await codeOf({ from: 1, to: 2 })).toBe('NOT_FOUND');
  expect(await ask<Answer>(mallory, diffQuery, { from: 2, to: 3 })).toEqual({ dataset: null });
});
