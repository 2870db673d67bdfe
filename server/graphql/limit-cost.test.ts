import { type OperationDefinitionNode, parse } from 'graphql';
import { afterAll, expect, test } from 'vitest';
import { schema } from '#schema/index.ts';
import { createLogger } from '../logger.ts';
import { costOfOperation } from './cost.ts';
import { createGraphql } from './create-graphql.ts';

const yoga = createGraphql();

interface AnsweredError {
  message: string;
  extensions: Record<string, unknown>;
}

/**
 * Sends a request and returns its errors. Records whether the server authenticated the caller, which would take the
 * first SQL statement.
 */
async function answerBeforeAnySql(query: string, variables?: Record<string, unknown>) {
  const origin = { requestId: 'cost-test', address: null, userAgent: null };
  let askedWho = false;
  const started = performance.now();
  const response = await yoga.fetch(
    new yoga.fetchAPI.Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    }),
    {
      origin,
      logger: createLogger('silent'),
      contextFor: () => {
        askedWho = true;
        throw new Error('The first statement would be sent here.');
      },
    },
  );
  const { errors } = (await response.json()) as { errors: AnsweredError[] };
  return { askedWho, milliseconds: performance.now() - started, errors, error: errors[0] };
}

const nested = (arguments_: string) => `
  datasets(first: 100) { edges { node { items(${arguments_}) { edges { node {
    annotations(${arguments_}) { edges { node { id label } } }
  } } } } } }`;

const attacks: [string, string, Record<string, unknown>?][] = [
  ['literals', `{ ${nested('first: 100')} }`],
  ['variables', `query ($n: Int!) { ${nested('first: $n')} }`, { n: 100 }],
  ['default variables', `query ($n: Int = 100) { ${nested('first: $n')} }`],
  ['last instead of first', `query ($n: Int = 100) { ${nested('last: $n')} }`],
  [
    'aliases',
    `{ ${Array.from({ length: 12 }, (_, index) => `a${index}: datasets(first: 100) { edges { node { items(first: 100) { edges { node { id } } } } } }`).join(' ')} }`,
  ],
  [
    'counts',
    `{ datasets(first: 100) { nodes { revisions(first: 1) { totalCount } exports(first: 1) { ...counted } a: exports(first: 1) { b: totalCount } } } }
    fragment counted on DatasetExportConnection { totalCount }`,
  ],
  ['fragments', `{ ...all } fragment all on Query { ${nested('first: 100')} }`],
  [
    'nodes',
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Dataset { items(first: 100) { edges { node { id } } } } } }`,
    { ids: Array.from({ length: 100 }, (_, index) => `x${index}`) },
  ],
];

const refused: number[] = [];
afterAll(() => {
  const slowest = Math.round(Math.max(...refused));
  console.log(`cost: ${refused.length} of ${attacks.length} attacks refused with 0 SQL, the slowest in ${slowest} ms`);
});

test.each(attacks)('a costly operation by %s is refused before any SQL', async (_by, query, variables) => {
  await answerBeforeAnySql(query, variables); // the first request compiles code
  const { askedWho, milliseconds, error } = await answerBeforeAnySql(query, variables);
  expect({ askedWho, code: error?.extensions['code'] }).toEqual({ askedWho: false, code: 'LIMIT_EXCEEDED' });
  expect(milliseconds).toBeLessThan(500);
  refused.push(milliseconds);
});

test.each([
  ['too many tokens', `{ ${'__typename '.repeat(1_001)} }`],
  [
    'too deep',
    `{ node(id: "x") { ... on Item { ${'dataset { item(key: "k") { '.repeat(8)} id ${'} } '.repeat(8)} } } }`,
  ],
])('an operation with %s is refused before any SQL', async (_with, query) => {
  const { askedWho, error } = await answerBeforeAnySql(query);
  expect({ askedWho, refused: error !== undefined }).toEqual({ askedWho: false, refused: true });
});

test('a page of the largest size with files and annotations is well within the limit', async () => {
  const query = `{ dataset(organizationSlug: "o", slug: "s") { items(first: 100) { edges { cursor node { id key title
    thumbnail { id signedUrl { url } } assets { id role } annotations(first: 5) { edges { node { id } } } } } } } }`;
  expect((await answerBeforeAnySql(query)).askedWho).toBe(true);
});

test('what one caller is refused, the next may ask for less of', async () => {
  const query = `query ($n: Int!) { ${nested('first: $n')} }`;
  expect((await answerBeforeAnySql(query, { n: 99 })).error?.extensions['code']).toBe('LIMIT_EXCEEDED');
  expect((await answerBeforeAnySql(query, { n: 1 })).askedWho).toBe(true);
});

const filtered = `query ($filter: ItemFilter, $ids: [ID!]!) {
  dataset(organizationSlug: "o", slug: "s") { items(filter: $filter) { edges { cursor } } }
  nodes(ids: $ids) { id }
}`;
const many = (count: number) => Array.from({ length: count }, (_, index) => [`unknown${index}`, index] as const);

/** Returns a filter with `not` inside `not`. */
const nestedFilter = (levels: number) =>
  Array.from({ length: levels }).reduce<object>((inner) => ({ not: inner }), { hasTranscript: true });

test.each<[string, Record<string, unknown>, number]>([
  ['6,000 unknown fields', { filter: Object.fromEntries(many(6_000)), ids: [] }, 50],
  ['60,000 unknown fields', { filter: Object.fromEntries(many(60_000)), ids: [] }, 50],
  ['300,000 bad elements', { filter: null, ids: Array.from({ length: 300_000 }, () => ({})) }, 50],
  [
    '300,000 bad elements in a field',
    { filter: { tags: { all: Array.from({ length: 300_000 }, () => ({})) } }, ids: [] },
    50,
  ],
  ['a filter of 2,000 levels', { filter: nestedFilter(2_000), ids: [] }, 1],
  ['a field with a name of 900 kB', { filter: { ['x'.repeat(900_000)]: 1 }, ids: [] }, 1],
  ['a field with a name of 900 kB for a list', { filter: { tags: { all: [], ['x'.repeat(900_000)]: 1 } }, ids: [] }, 1],
  ['a string of 900 kB for an object', { filter: 'x'.repeat(900_000), ids: [] }, 1],
  ['a large object for a string', { filter: { tags: { all: [Object.fromEntries(many(60_000))] } }, ids: [] }, 1],
])('variables with %s are refused at once, in a short answer', async (_with, variables, count) => {
  const { askedWho, errors, milliseconds } = await answerBeforeAnySql(filtered, variables);
  expect(askedWho).toBe(false);
  expect(errors.map(({ extensions }) => extensions['code'])).toEqual(
    Array.from({ length: count }, () => 'BAD_REQUEST'),
  );
  expect(JSON.stringify(errors).length).toBeLessThan(count * 500);
  expect(milliseconds).toBeLessThan(1_000);
});

test('a document of several operations is not coerced for those that are not asked for', async () => {
  const { errors, milliseconds } = await answerBeforeAnySql(
    `${filtered.replace('query', 'query A')} query B { __typename }`,
    {
      filter: Object.fromEntries(many(60_000)),
    },
  );
  expect(errors.map(({ message }) => message)).toEqual([
    'Send the name of one operation of the document as operationName.',
  ]);
  expect(milliseconds).toBeLessThan(1_000);
});

test('a problem of the variables names its place and what fits there', async () => {
  const { errors } = await answerBeforeAnySql(filtered, { filter: { tags: { all: ['a', 3] }, nothing: true } });
  expect(errors.map(({ message }) => message)).toEqual([
    'Variable $filter has the unknown field "nothing". The schema lists the fields of ItemFilter.',
    'Variable $filter.tags.all[1] must be a string, not 3.',
    'Variable $ids is required; send a value of type [ID!]!.',
  ]);
});

test('an operation over the limit names its heaviest fields, and a page that fits', async () => {
  const query = `{ viewer { kind } datasets(first: 100) { edges { node { id
    birds: items(first: 100) { edges { node { id thumbnail { id } } } }
    revisions(first: 1) { edges { cursor } } } } } }`;
  const { error } = await answerBeforeAnySql(query);
  expect(error?.message).toMatch(
    /^The operation could load up to 30502 objects. The maximum is 5000. The most expensive fields are datasets.birds \(\d+\), datasets.birds.thumbnail \(10000\), datasets \(\d+\). Use `first: (\d+)` or less in datasets.birds.$/,
  );
  expect(error?.extensions['heaviest']).toHaveLength(3);
  const size = Number(/first: (\d+)/.exec(error?.message ?? '')?.[1]);
  const following = async (first: number) =>
    (await answerBeforeAnySql(query.replace('items(first: 100)', `items(first: ${first})`))).askedWho;
  expect([await following(size), await following(size + 1)]).toEqual([true, false]);
});

test('an exact count of a list costs 20 points, whatever the length of its page; one with a kind costs none', () => {
  const costOf = (query: string, variables = {}) => {
    const document = parse(query);
    return costOfOperation(schema, document, document.definitions[0] as OperationDefinitionNode)(variables);
  };
  const revisions = (selection: string) => `{ dataset(organizationSlug: "o", slug: "s") { ${selection} } }`;
  expect(costOf(revisions('revisions(first: 1) { nodes { id } }'))).toBe(3);
  expect(costOf(revisions('revisions(first: 1) { totalCount nodes { id } }'))).toBe(23);
  expect(costOf(revisions('revisions(first: 100) { totalCount }'))).toBe(22);
  expect(costOf(revisions('revisions { totalCount also: totalCount }'))).toBe(42);
  expect(costOf(revisions('items(first: 1) { totalCount totalCountKind }'))).toBe(2);
  const asked = `query ($count: Boolean!) ${revisions('revisions { totalCount @include(if: $count) }')}`;
  expect([costOf(asked, { count: true }), costOf(asked, { count: false })]).toEqual([22, 2]);
});

test('long names are cut wherever an error repeats them', async () => {
  const long = 'x'.repeat(20_000);
  const variable = await answerBeforeAnySql(
    `query ($${long}: Int!) { datasets(first: $${long}) { edges { cursor } } }`,
    {},
  );
  expect(variable.error?.extensions['path']).toBe(`${'x'.repeat(60)}…`);
  const alias = await answerBeforeAnySql(`{ ${long}: ${nested('first: 100').trim()} }`);
  expect(alias.error?.extensions['code']).toBe('LIMIT_EXCEEDED');
  expect(JSON.stringify([variable.errors, alias.errors]).length).toBeLessThan(2_000);
});
