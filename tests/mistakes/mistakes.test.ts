import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAnswerCode } from '#server/graphql/answer-codes.ts';
import { type Served, serve } from '#tests/kit/serve.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { documentMistakes } from './documents.ts';
import { filterMistakes } from './filters.ts';
import { idMistakes } from './ids.ts';
import { ingestMistakes } from './ingest.ts';
import { memberMistakes } from './members.ts';
import type { Mistake } from './mistake.ts';
import { pagingMistakes } from './paging.ts';
import { readRefusal, topErrorsOf } from './read-refusal.ts';
import { requestMistakes } from './requests.ts';
import { makeScene, type Scene } from './scene.ts';
import { variableMistakes } from './variables.ts';

const lab = worldOfFile();
let scene: Scene;
let served: Served;
const logged: string[] = [];
const logStream = new Writable({
  write(chunk, _encoding, done) {
    logged.push(String(chunk));
    done();
  },
});
beforeAll(async () => {
  scene = await makeScene(lab());
  served = await serve(lab(), { logger: pino({ level: 'debug' }, logStream) });
});
afterAll(() => served.stop());

const mistakes = [
  ...requestMistakes,
  ...documentMistakes,
  ...variableMistakes,
  ...idMistakes,
  ...pagingMistakes,
  ...filterMistakes,
  ...ingestMistakes,
  ...memberMistakes,
];

async function send({ who = 'alice', send: given }: Mistake) {
  const { method = 'POST', path = '/graphql', headers, body } = typeof given === 'function' ? given(scene) : given;
  const response = await fetch(served.url + path, {
    method,
    headers: {
      accept: 'application/graphql-response+json',
      ...(method === 'POST' && { 'content-type': 'application/json' }),
      ...(who !== 'nobody' && { authorization: `Bearer ${scene.tokens[who]}` }),
      ...headers,
    },
    ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text };
}

const libraries =
  /Prisma|Pothos|Yoga|ajv|undefined|NaN|SELECT|SQLSTATE|violates|\n\s+at |node_modules|\.ts\b|global ID|not been implemented|Suggestion hidden|Syntax Error|Cannot query|param\b|<EOF>/;
/** Clients look for this one message, which is not a sentence. */
const sentence = /^(["$`\w].*[.?]|PersistedQueryNotFound)$/s;

test.each(mistakes.map((mistake) => [mistake.what, mistake] as const))('%s', async (_what, mistake) => {
  logged.length = 0;
  const { status, text } = await send(mistake);
  const refusal = readRefusal(text);
  const { cure } = mistake;
  expect({ ...refusal, status }).toEqual({
    status: mistake.status ?? 200,
    code: mistake.code,
    at: mistake.at,
    message: typeof cure === 'string' ? expect.stringContaining(cure) : expect.stringMatching(cure),
  });
  expect(isAnswerCode(mistake.code)).toBe(true);
  for (const { message, extensions } of topErrorsOf(text)) {
    expect(message).toMatch(sentence);
    expect(message).not.toMatch(libraries);
    if (mistake.who === 'nobody') expect(message).not.toContain('Did you mean');
    expect(extensions.requestId).toMatch(/^[\w.-]{8,64}$/);
  }
  expect(refusal?.message).toMatch(sentence);
  expect(refusal?.message).not.toMatch(libraries);
  expect(logged.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
});

test('the list has at least 70 mistakes, each under a name of its own', () => {
  expect(mistakes.length).toBeGreaterThanOrEqual(70);
  expect(new Set(mistakes.map(({ what }) => what)).size).toBe(mistakes.length);
});

test('a refused request has one id in its response, in its error and in the log', async () => {
  logged.length = 0;
  const response = await fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ nothing }"}',
  });
  const requestId = response.headers.get('x-request-id');
  expect(topErrorsOf(await response.text())[0]?.extensions.requestId).toBe(requestId);
  await expect.poll(() => logged.some((line) => line.includes(`"requestId":"${requestId}"`))).toBe(true);
});
