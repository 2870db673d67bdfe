import { afterAll, expect, test } from 'vitest';
import { createLogger } from '../logger.ts';
import { createGraphql } from './create-graphql.ts';

const yoga = createGraphql();

/** An answer to a request of which nobody has yet found out who sends it: that takes the first SQL statement. */
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
  const { errors } = (await response.json()) as { errors: { message: string; extensions: Record<string, unknown> }[] };
  return { askedWho, milliseconds: performance.now() - started, error: errors[0] };
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
  await answerBeforeAnySql(query, variables); // the first of all compiles code
  const { askedWho, milliseconds, error } = await answerBeforeAnySql(query, variables);
  expect({ askedWho, code: error?.extensions['code'] }).toEqual({ askedWho: false, code: 'LIMIT_EXCEEDED' });
  expect(milliseconds).toBeLessThan(500);
  refused.push(milliseconds);
});

test.each([
  ['too many tokens', `{ ${'__typename '.repeat(1_001)} }`],
  ['too deep', `{ ${'node(id: "x") { ... on Item { dataset { '.repeat(6)} id ${'} } } '.repeat(6)} }`],
])('an operation with %s is refused before any SQL', async (_with, query) => {
  const { askedWho, error } = await answerBeforeAnySql(query);
  expect({ askedWho, refused: error !== undefined }).toEqual({ askedWho: false, refused: true });
});

test('a page of the largest size with files and annotations is well within the limit', async () => {
  const query = `{ dataset(organization: "o", slug: "s") { items(first: 100) { edges { cursor node { id key title
    thumbnail { id signedUrl { url } } assets { id role } annotations(first: 5) { edges { node { id } } } } } } } }`;
  expect((await answerBeforeAnySql(query)).askedWho).toBe(true);
});

test('what one caller is refused, the next may ask for less of', async () => {
  const query = `query ($n: Int!) { ${nested('first: $n')} }`;
  expect((await answerBeforeAnySql(query, { n: 99 })).error?.extensions['code']).toBe('LIMIT_EXCEEDED');
  expect((await answerBeforeAnySql(query, { n: 1 })).askedWho).toBe(true);
});
