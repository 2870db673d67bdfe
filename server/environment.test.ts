import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BadEnvironment, readEnvironment, variableNames } from './environment.ts';

test('an empty environment is a working one', () => {
  expect(readEnvironment({})).toMatchObject({ PORT: 4000, PROCESSES: 'all', DATA_DIR: '.data' });
});

test('.env.example lists every variable, and its values are the defaults', () => {
  const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').matchAll(/^([A-Z0-9_]+)=(.*)$/gm);
  const listed = Object.fromEntries([...lines].map(([, name, value]) => [name, value]));
  expect(Object.keys(listed).sort()).toEqual([...variableNames].sort());
  expect(readEnvironment(listed)).toEqual(readEnvironment({}));
});

test('each bad value gets a sentence', () => {
  const read = () => readEnvironment({ PORT: 'http', PROCESSES: 'some', DATABASE_URL: 'mysql://x:secret@y/z' });
  expect(read).toThrow(BadEnvironment);
  expect(read).toThrow(/PORT must be a whole number; it is "http"/);
  expect(read).toThrow(/PROCESSES must be all, api or worker; it is "some"/);
  expect(read).toThrow(/DATABASE_URL must be a URL/);
  expect(read).not.toThrow(/secret/);
});

test('half an object store is refused', () => {
  expect(() => readEnvironment({ S3_BUCKET: 'vitrine' })).toThrow(
    /S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be set/,
  );
  expect(() => readEnvironment({ S3_ENDPOINT: 'http://store:9000' })).toThrow(/S3_BUCKET, /);
});

test('a worker alone needs what it shares with the API', () => {
  expect(() => readEnvironment({ PROCESSES: 'worker' })).toThrow(/only with a DATABASE_URL/);
});
