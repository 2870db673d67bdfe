import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Served, serve } from '#tests/kit/serve.ts';
import { worldOfFile } from '#tests/kit/world.ts';

/** The twelve checks of graphql-cop, sent by a stranger. A check is flagged if it finds its weakness. */
const lab = worldOfFile();
let served: Served;
beforeAll(async () => {
  served = await serve(lab());
});
afterAll(() => served.stop());

const json = { 'content-type': 'application/json' };

function post(body: unknown, headers: Record<string, string> = json) {
  return fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions?: Record<string, unknown> }[];
  extensions?: Record<string, unknown>;
}

const answer = async (response: Response) => (await response.json()) as Answer;

const checks: [string, () => Promise<boolean>][] = [
  [
    '101 aliases',
    async () => {
      const aliases = Array.from({ length: 101 }, (_, index) => `a${index}: __typename`).join(' ');
      return Object.keys((await answer(await post({ query: `{ ${aliases} }` }))).data ?? {}).length === 101;
    },
  ],
  [
    'a batch of 10',
    async () =>
      Array.isArray(await (await post(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })))).json()),
  ],
  [
    '10 directives',
    async () => (await answer(await post({ query: `{ __typename ${'@aa'.repeat(10)} }` }))).errors?.length === 10,
  ],
  [
    'circular introspection',
    async () => {
      const query = '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }';
      return Boolean((await answer(await post({ query }))).data?.['__schema']);
    },
  ],
  ['field suggestions', async () => /did you mean/i.test(await (await post({ query: '{ viewr { kind } }' })).text())],
  ['queries by GET', async () => (await fetch(`${served.url}/graphql?query=%7B__typename%7D`)).ok],
  [
    'mutations by GET',
    async () => (await fetch(`${served.url}/graphql?query=mutation%7BsignOut%7B__typename%7D%7D`)).ok,
  ],
  ['tracing', async () => 'tracing' in ((await answer(await post({ query: '{ __typename }' }))).extensions ?? {})],
  [
    'an IDE without a flag',
    async () => {
      const pages = await Promise.all(
        ['/graphql', '/graphiql', '/playground', '/console'].map((path) =>
          fetch(served.url + path, { headers: { accept: 'text/html' }, redirect: 'manual' }).then((page) =>
            page.text(),
          ),
        ),
      );
      return pages.some((page) => /graphiql|graphql playground/i.test(page));
    },
  ],
  [
    'introspection without a credential',
    async () => Boolean((await answer(await post({ query: '{ __schema { types { name } } }' }))).data?.['__schema']),
  ],
  [
    'a form as body',
    async () => (await post('query=%7B__typename%7D', { 'content-type': 'application/x-www-form-urlencoded' })).ok,
  ],
  [
    'unhandled errors',
    async () => {
      const { errors } = await answer(await post({ query: 'qwerty cop { abc }' }));
      return (
        !errors ||
        errors.some(({ message, extensions }) => /unexpected error/i.test(message) || 'exception' in (extensions ?? {}))
      );
    },
  ],
];

test('none of the twelve checks is flagged', async () => {
  const flagged: string[] = [];
  for (const [name, isFlagged] of checks) if (await isFlagged()) flagged.push(name);
  console.log(`graphql-cop: ${flagged.length} of ${checks.length} checks flagged`);
  expect(flagged).toEqual([]);
});
