import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { serializeError } from './serialize-error.ts';

function logged(error: unknown): string {
  let line = '';
  const write = (chunk: unknown, _encoding: string, done: () => void) => {
    line += String(chunk);
    done();
  };
  pino({ serializers: { error: serializeError } }, new Writable({ write })).error({ error });
  return line;
}

const invalid = (): unknown => {
  try {
    return new URL('postgres://app:word-of-mouth@/vitrine?host=/var/run/postgresql');
  } catch (error) {
    return error;
  }
};

test.each([
  ['by itself', invalid()],
  ['as a cause', new Error('The start failed.', { cause: new Error('No login.', { cause: invalid() }) })],
  ['as one of several', new AggregateError([new Error('late'), invalid()], 'Several steps failed.')],
])('an invalid URL is logged without the URL: %s', (_name, error) => {
  const line = logged(error);
  expect(line).toContain('ERR_INVALID_URL');
  expect(line).toContain('"stack":');
  expect(line).not.toContain('word-of-mouth');
});

test('other facts of an error stay', () => {
  expect(JSON.parse(logged(Object.assign(new Error('refused'), { code: '42501' })))).toMatchObject({
    error: { type: 'Error', message: 'refused', code: '42501' },
  });
});
