import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { indexDatasets } from '#domain/datasets/index-datasets.ts';
import { tokenise } from '#formats/text/tokenise.ts';
import { createGraphql } from '#server/graphql/create-graphql.ts';
import { ask } from '#tests/kit/ask.ts';
import { idOf, mutate } from '#tests/kit/mutate.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
const byResolvers = createGraphql({ plans: false });
const signal = new AbortController().signal;

const names = {
  'set-10': 'Set 10',
  'set-2': 'Set 2',
  'set-two': 'set 2',
  zurich: 'Zürich, market',
  lodz: 'łódź',
  zebra: 'Zebra',
  orders: '采购订单自动审批流程',
  compilers: "C++ and .NET: L'avion",
  birdsong: 'Birdsong',
};

beforeAll(async () => {
  const { ada, lumen } = lab();
  for (const [slug, name] of Object.entries(names)) {
    const description = slug === 'zebra' ? 'Striped horses at a start line, filmed in “Kruger”' : null;
    const { code } = await mutate(ada, 'createDataset', {
      organizationId: idOf('Organization', lumen),
      slug,
      name,
      description,
    });
    expect(code).toBeUndefined();
  }
});

const listQuery = /* GraphQL */ `
  query ($first: Int, $after: String, $last: Int, $before: String, $filter: DatasetFilter, $direction: OrderDirection!) {
    datasets(first: $first, after: $after, last: $last, before: $before, filter: $filter,
      orderBy: { field: NAME, direction: $direction }) {
      totalCount
      edges { cursor node { name slug } }
      pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
    }
  }
`;

interface Answer {
  datasets: {
    totalCount: number;
    edges: { cursor: string; node: { name: string; slug: string } }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string; startCursor: string };
  };
}

/** Returns a page of the list, and checks that the plan and the resolvers give the same result. */
async function list(variables: Record<string, unknown>): Promise<Answer['datasets']> {
  const { ada } = lab();
  const given = { direction: 'ASC', ...variables };
  const { datasets } = await ask<Answer>(ada, listQuery, given);
  const context = await ada.context();
  const response = await byResolvers.fetch(
    new byResolvers.fetchAPI.Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: listQuery, variables: given }),
    }),
    { ...context, contextFor: async () => context },
  );
  expect(await response.json()).toEqual({ data: { datasets } });
  return datasets;
}

async function find(text: string): Promise<string[]> {
  const { edges, totalCount } = await list({ filter: { text } });
  expect(totalCount).toBe(edges.length);
  return edges.map(({ node }) => node.slug).sort();
}

const inOrder = ['Birds', 'Birdsong', "C++ and .NET: L'avion", 'łódź', 'set 2', 'Set 2', 'Set 10', 'Zebra'];
const all = [...inOrder, 'Zürich, market', '采购订单自动审批流程'];

test('datasets stand in the natural order of their names, page by page and both ways', async () => {
  const namesOf = ({ edges }: Answer['datasets']) => edges.map(({ node }) => node.name);
  expect(namesOf(await list({}))).toEqual(all);
  expect(namesOf(await list({ direction: 'DESC' }))).toEqual(all.toReversed());
  const walked: string[] = [];
  for (let after: string | null = null; ; ) {
    const page: Answer['datasets'] = await list({ first: 3, after });
    walked.push(...namesOf(page));
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  expect(walked).toEqual(all);
  const { edges } = await list({});
  expect(namesOf(await list({ last: 2, before: edges[7]!.cursor }))).toEqual(['Set 2', 'Set 10']);
});

test.each([
  ['zur', ['zurich']],
  ['MARKET Zürich', ['zurich']],
  ['Zu\u0308rich', ['zurich']],
  ['lodz', ['lodz']],
  ['审批', ['orders']],
  ['单', ['orders']],
  ['批采', []],
  ['c++', ['compilers']],
  ['.net', ['compilers']],
  ['avion', ['compilers']],
  ['l’avion', ['compilers']],
  ['song', ['birdsong']],
  ['set-1', ['set-10']],
  ['"set 2"', ['set-2', 'set-two']],
  ['set two', ['set-two']],
  ['bird -song', ['birds', 'birdsong']],
  ['bird -birdsong', ['birds']],
  ['zebra or birdsong', ['birdsong', 'zebra']],
  // Matches in descriptions: whole words, and the beginning of the last word.
  ['striped krug', ['zebra']],
  ['"horses at a start"', ['zebra']],
  ['art', []],
  ['stri horses', []],
  // Searches without any word.
  ['—', []],
  ['%', []],
])('%s finds %j', async (text, found) => {
  expect(await find(text)).toEqual(found);
});

test('a dataset is found by any part of its name, as it is typed', async () => {
  const operators = /["“”„‟«»＂]|(^|\s)[-–—−]|\sor(\s|$)|^or\s/iu;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.entries(names)),
      fc.nat(),
      fc.nat(),
      async ([slug, name], start, length) => {
        const letters = Array.from(name);
        const from = start % letters.length;
        const part = letters.slice(from, from + 1 + (length % (letters.length - from))).join('');
        fc.pre(!operators.test(part) && tokenise(part).length > 0);
        for (const text of [part, part.toUpperCase(), part.normalize('NFD')]) {
          expect(await find(text), text).toContain(slug);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test('a dataset is found by its new name from the moment it has it, and no longer by the old one', async () => {
  const { ada, birds } = lab();
  const rename = (name: string) => mutate(ada, 'updateDataset', { datasetId: idOf('Dataset', birds), name });
  await rename('Herons');
  expect(await find('heron')).toEqual(['birds']);
  expect((await list({})).edges.map(({ node }) => node.slug).indexOf('birds')).toBe(2);
  await rename('Birds');
  expect(await find('heron')).toEqual([]);
});

test('datasets that an earlier version writes get their words from the next run of the job', async () => {
  const { databases, birds } = lab();
  await databases.systemPool.query(`UPDATE dataset SET name = 'Übersee 7' WHERE id = $1`, [birds.id]);
  expect(await find('ubersee')).toEqual([]);
  expect(await indexDatasets(databases.system, signal)).toBe(1);
  expect(await indexDatasets(databases.system, signal)).toBe(0);
  expect(await find('ubersee')).toEqual(['birds']);
  await databases.systemPool.query(`UPDATE dataset SET name = 'Birds' WHERE id = $1`, [birds.id]);
  await indexDatasets(databases.system, signal);
});
