import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readEnvironment, variableNames } from '#server/environment.ts';
import { readDockerfile, readWords } from './dockerfile.ts';
import { readIgnoreFile } from './ignore-file.ts';

/** No container engine may be at hand; what can be checked without one is checked against the environment module. */
interface Service {
  image: string;
  environment: Record<string, string>;
}

const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
};

/** As compose does: `${NAME:-default}` without the variable set. */
function filled(environment: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value.replace(/\$\{\w+:-([^}]*)\}/g, '$1')]),
  );
}

test.each(['api', 'worker'])('the %s container gets an environment the server accepts', (name) => {
  // Read by Node itself, not by the server.
  const { NODE_OPTIONS: _, ...environment } = filled(compose.services[name]!.environment);
  expect(variableNames).toEqual(expect.arrayContaining(Object.keys(environment)));
  expect(readEnvironment({ NODE_ENV: 'production', HOST: '0.0.0.0', ...environment })).toMatchObject({
    PROCESSES: name,
    DATABASE_URL: expect.stringContaining('@database:5432/'),
    S3_ENDPOINT: 'http://store:7070',
  });
});

test('API and worker come from one image and share one database and one store', () => {
  const { api, worker } = compose.services;
  expect(api!.image).toBe(worker!.image);
  const { PROCESSES: _api, ...ofApi } = api!.environment;
  const { PROCESSES: _worker, NODE_OPTIONS: _options, ...ofWorker } = worker!.environment;
  expect(ofApi).toEqual(ofWorker);
});

test('the store is given the keys the server uses, and the database its password', () => {
  const { api, store, database } = compose.services;
  expect(store!.environment['ROOT_ACCESS_KEY']).toBe(api!.environment['S3_ACCESS_KEY_ID']);
  expect(store!.environment['ROOT_SECRET_KEY']).toBe(api!.environment['S3_SECRET_ACCESS_KEY']);
  const { username, password } = new URL(filled(api!.environment)['DATABASE_URL']!);
  expect({ username, password }).toEqual({
    username: database!.environment['POSTGRES_USER'],
    password: filled(database!.environment)['POSTGRES_PASSWORD'],
  });
});

test('everything the image copies exists', () => {
  const instructions = readDockerfile(readFileSync('Dockerfile', 'utf8')).flatMap((stage) => stage.instructions);
  const copied = instructions.filter(({ name, text }) => name === 'COPY' && !text.startsWith('--from'));
  for (const source of copied.flatMap(({ text }) => readWords(text).slice(0, -1))) {
    expect(existsSync(source), source).toBe(true);
  }
});

test('files with secrets are not sent to the build of the image', () => {
  const isIgnored = readIgnoreFile(readFileSync('.dockerignore', 'utf8'));
  for (const path of ['.env', '.env.production', '.data/postgres/credentials.json', '.git/config']) {
    expect(isIgnored(path), path).toBe(true);
  }
  for (const path of ['server/main.ts', 'package-lock.json', 'client/gql/graphql.ts', 'samples/datasets.json']) {
    expect(isIgnored(path), path).toBe(false);
  }
});
