import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerCodes, isAnswerCode } from '#server/graphql/answer-codes.ts';
import { type Served, serve } from '#tests/kit/serve.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
const logged: string[] = [];
const listening = new Writable({
  write(chunk, _encoding, done) {
    logged.push(String(chunk));
    done();
  },
});
let served: Served;
beforeAll(async () => {
  served = await serve(lab(), { logger: pino({ level: 'debug' }, listening) });
});
afterAll(() => served.stop());

const datasets = '{ datasets { edges { node { id } } } }';
const list = (args: string) => ({ query: `{ datasets(${args}) { edges { cursor } } }` });

/** What clients get wrong, and the code and status they are told, with `application/graphql-response+json`. */
const mistakes: [string, BodyInit | object | null, number, string, Record<string, string>?][] = [
  ['no JSON', '{', 400, 'BAD_REQUEST'],
  ['no object', '[]', 400, 'BAD_REQUEST'],
  ['no document', {}, 400, 'BAD_REQUEST'],
  ['a syntax error', { query: '{' }, 400, 'BAD_REQUEST'],
  ['an unknown field', { query: '{ nothing }' }, 400, 'BAD_REQUEST'],
  ['an unknown operation', { query: 'query A { viewer { kind } }', operationName: 'B' }, 400, 'BAD_REQUEST'],
  [
    'a variable of another type',
    { query: 'query ($n: Int!) { datasets(first: $n) { edges { cursor } } }', variables: { n: 'x' } },
    400,
    'BAD_REQUEST',
  ],
  ['variables that are none', { query: '{ viewer { kind } }', variables: 'x' }, 400, 'BAD_REQUEST'],
  [
    'an unknown hash',
    { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
    400,
    'PERSISTED_QUERY_NOT_FOUND',
  ],
  [
    'too costly',
    { query: '{ datasets(first: 100) { edges { node { items(first: 100) { edges { node { id } } } } } } }' },
    400,
    'LIMIT_EXCEEDED',
  ],
  ['a bad token', { query: datasets }, 401, 'UNAUTHENTICATED', { authorization: 'Bearer vtr_guessed' }],
  ['no JSON type', 'query=x', 415, 'BAD_REQUEST', { 'content-type': 'text/plain' }],
  ['a large body', ' '.repeat(1_000_001), 413, 'LIMIT_EXCEEDED'],
  ['first of 101', list('first: 101'), 200, 'LIMIT_EXCEEDED'],
  [
    'first of 101 where there is no revision yet',
    { query: '{ dataset(organization: "lumen", slug: "birds") { items(first: 101) { edges { cursor } } } }' },
    200,
    'LIMIT_EXCEEDED',
  ],
  ['a negative first', list('first: -1'), 200, 'INVALID_INPUT'],
  ['first with last', list('first: 1, last: 1'), 200, 'INVALID_INPUT'],
  ['a cursor that is none', list('after: "x"'), 200, 'INVALID_INPUT'],
];

test.each(mistakes)(
  '%s is answered with a code of the list, and with the id of the request',
  async (_what, body, status, code, headers) => {
    logged.length = 0;
    const response = await fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        authorization: `Bearer ${lab().alice.token}`,
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const { errors } = (await response.json()) as { errors: { extensions: Record<string, unknown> }[] };
    expect({ status: response.status, code: errors[0]?.extensions['code'] }).toEqual({ status, code });
    const requestId = response.headers.get('x-request-id');
    expect(requestId).toMatch(/^[\w.-]{8,64}$/);
    for (const { extensions } of errors) {
      expect(isAnswerCode(extensions['code'])).toBe(true);
      expect(extensions['requestId']).toBe(requestId);
    }
    await expect
      .poll(() => logged.filter((line) => line.includes(`"requestId":"${requestId}"`)).length)
      .toBeGreaterThan(0);
  },
);

test('the list is the one that is documented', () => {
  const documented = readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \| (.*) \|$/gm);
  expect(Object.fromEntries([...documented].map(([, code, when]) => [code, when]))).toEqual(answerCodes);
});
