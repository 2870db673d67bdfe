import { expect, test } from 'vitest';
import { TypedDocumentString } from '../gql/graphql.ts';
import { connect, endpointOf } from './api.ts';
import { backoffMilliseconds } from './backoff.ts';

const found = { dataset: { revision: { number: 42 } } };
/** Has the name of an SDK operation, because responses are checked by the shape that codegen has made for that name. */
const Question = new TypedDocumentString<typeof found, Record<string, never>>(
  'query FindRevision { dataset { revision { number } } }',
);

test('an answer comes with the id of the request', async () => {
  const { ask } = server([() => answer({ data: found })]);
  expect(await ask(Question, {})).toMatchObject({ data: found, requestId: 'r1' });
});

test('lost answers, overload and restarts are outlasted', async () => {
  const { ask, asked } = server([
    () => Promise.reject(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })),
    () => new Response('<html>Bad gateway</html>', { status: 502 }),
    () =>
      answer({ errors: [{ message: 'Slow down.', extensions: { code: 'RATE_LIMITED' } }] }, 429, {
        'retry-after': '0',
      }),
    () => answer({ errors: [{ message: 'Unexpected error.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] }),
    () => answer({ data: found }),
  ]);
  expect((await ask(Question, {})).data).toEqual(found);
  expect(asked()).toBe(5);
});

test('what asking again cannot help is told at once, with the request and what to do', async () => {
  const { ask, asked } = server([
    () => answer({ errors: [{ message: 'No.', extensions: { code: 'UNAUTHENTICATED', requestId: 'r7' } }] }),
  ]);
  await expect(ask(Question, {})).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
    requestId: 'r7',
    hint: expect.stringContaining('vitrine login'),
  });
  expect(asked()).toBe(1);
});

test('an endpoint that is none is named', async () => {
  const dead = server([
    () => Promise.reject(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })),
  ]);
  await expect(dead.ask(Question, {})).rejects.toMatchObject({
    code: 'NETWORK',
    message: 'Could not reach https://vitrine.example: connect ECONNREFUSED.',
  });
  expect(dead.asked()).toBe(7);
  const other = server([() => new Response('<html>Welcome to nginx</html>', { status: 200 })]);
  await expect(other.ask(Question, {})).rejects.toMatchObject({
    code: 'NETWORK',
    message: expect.stringContaining('Welcome to nginx'),
  });
});

test('a signal ends the waiting', async () => {
  const stop = new AbortController();
  const { ask } = server(
    [
      () => {
        stop.abort(new Error('Stopped.'));
        return new Response('', { status: 503 });
      },
    ],
    stop.signal,
  );
  await expect(ask(Question, {})).rejects.toThrow('Stopped.');
});

test('an origin means its /graphql, and nonsense is refused', () => {
  expect(endpointOf('http://localhost:4000')).toBe('http://localhost:4000/graphql');
  expect(endpointOf('https://a.example/api/graphql')).toBe('https://a.example/api/graphql');
  expect(endpointOf('https://a.example/vitrine')).toBe('https://a.example/vitrine/graphql');
  expect(endpointOf('https://a.example/vitrine/')).toBe('https://a.example/vitrine/graphql');
  expect(endpointOf('https://a.example/graphql/')).toBe('https://a.example/graphql');
  for (const nonsense of ['localhost:4000', 'file:///etc/passwd', '']) {
    expect(() => endpointOf(nonsense)).toThrow('is not a valid API URL');
  }
});

test('waits grow, are never longer than the bound, and differ', () => {
  const bounds = { firstMilliseconds: 100, longestMilliseconds: 1_000 };
  for (let failures = 1; failures < 20; failures += 1) {
    const waits = Array.from({ length: 50 }, () => backoffMilliseconds(failures, bounds));
    expect(Math.max(...waits)).toBeLessThanOrEqual(Math.min(1_000, 100 * 2 ** (failures - 1)));
    expect(new Set(waits).size).toBeGreaterThan(40);
  }
});

/** Starts a server that returns these responses one after the other, then repeats the last one. */
function server(answers: (() => Response | Promise<Response>)[], signal = new AbortController().signal) {
  let asked = 0;
  const fetch: typeof globalThis.fetch = async () => {
    const next = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    return next!();
  };
  const backoff = { firstMilliseconds: 1, longestMilliseconds: 2 };
  const endpoint = 'https://vitrine.example';
  return { ask: connect({ endpoint, token: 'vtr_t', fetch, signal, backoff }), asked: () => asked };
}

function answer(body: object, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'x-request-id': 'r1', ...headers } });
}
