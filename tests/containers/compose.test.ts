import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readEnvironment, variableNames } from '#server/environment.ts';
import { readDockerfile, readWords } from './dockerfile.ts';
import { readIgnoreFile } from './ignore-file.ts';

/** The machine may have no container engine. Everything that needs none is checked against the environment module. */
interface Service {
  image: string;
  environment: Record<string, string | number>;
  env_file?: { path: string; required: boolean }[];
  ports?: string[];
  cap_drop: string[];
  security_opt: string[];
  read_only: boolean;
  mem_limit: string;
  pids_limit: number;
  tmpfs?: string[];
  volumes?: string[];
  healthcheck: { test: string[] };
}

const source = readFileSync('docker-compose.yml', 'utf8');
const compose = parse(source, { merge: true }) as { services: Record<string, Service>; volumes: Record<string, null> };
const services = Object.entries(compose.services);
const password = '@ / # ? % : "quoted" \\';
const secrets = {
  POSTGRES_PASSWORD: password,
  POSTGRES_APP_PASSWORD: `${password}2`,
  S3_ACCESS_KEY_ID: 'key',
  S3_SECRET_ACCESS_KEY: '/+=secret',
};

/** Replaces variables as compose does: `${NAME:-default}`, and `${NAME:?sentence}`, which must be set. */
function filled(environment: Service['environment'], given: Record<string, string> = secrets) {
  const fill = (value: string | number) =>
    String(value).replace(/\$\{(\w+):([-?])([^}]*)\}/g, (_, name: string, kind: string, rest: string) => {
      if (!given[name] && kind === '?') throw new Error(rest);
      return given[name] || rest;
    });
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fill(value)]));
}

test.each(['api', 'worker'])('the %s container gets an environment the server accepts, with any password', (name) => {
  // Node reads this variable, not the server.
  const { NODE_OPTIONS: _, ...environment } = filled(compose.services[name]!.environment);
  expect(variableNames).toEqual(expect.arrayContaining(Object.keys(environment)));
  const read = readEnvironment(environment);
  expect(read).toMatchObject({ NODE_ENV: 'production', PROCESSES: name, S3_ENDPOINT: 'http://store:7070' });
  const { username, password: encoded, hostname } = new URL(read.DATABASE_URL!);
  expect({ username, hostname, password: decodeURIComponent(encoded) }).toEqual({
    username: compose.services['database']!.environment['POSTGRES_USER'],
    hostname: 'database',
    password,
  });
  expect(read.APP_DATABASE_URL).toContain('vitrine_app_login');
});

test.each(['api', 'worker'])('every variable can be set for the %s container by .env', (name) => {
  expect(compose.services[name]!.env_file).toEqual([{ path: '.env', required: false }]);
  const fixed = Object.keys(compose.services[name]!.environment);
  const passed = variableNames.filter((variable) => !fixed.includes(variable));
  expect(passed).toEqual(
    expect.arrayContaining(['SMTP_URL', 'OIDC_ISSUER', 'TRUSTED_PROXIES', 'SIGNING_KEYS', 'METRICS_PORT']),
  );
  // A copy of .env.example with secrets is a valid .env. This file overrides its settings for the other services.
  const example = parseEnv(readFileSync('.env.example', 'utf8')) as Record<string, string>;
  const { NODE_OPTIONS: _, ...environment } = filled(compose.services[name]!.environment, { ...example, ...secrets });
  expect(() => readEnvironment({ ...example, ...secrets, ...environment })).not.toThrow();
});

test.each(Object.keys(secrets))('%s has no default', (name) => {
  expect(source).not.toContain(`\${${name}:-`);
  const without = services.filter(([, { environment }]) => {
    try {
      filled(environment, { ...secrets, [name]: '' });
      return false;
    } catch (error) {
      expect(String(error)).toMatch(new RegExp(`Set ${name} in .env`));
      return true;
    }
  });
  expect(without.length).toBeGreaterThan(0);
});

test('API and worker come from one image and share one database and one store', () => {
  const { api, worker } = compose.services;
  expect(api!.image).toBe(worker!.image);
  const { PROCESSES: _api, ...ofApi } = api!.environment;
  const { PROCESSES: _worker, NODE_OPTIONS: _options, HEALTH_PORT: _port, ...ofWorker } = worker!.environment;
  expect(ofApi).toEqual(ofWorker);
});

test('the store is given the keys the server uses, and the database its password', () => {
  const { api, store, database } = compose.services;
  expect(store!.environment['ROOT_ACCESS_KEY']).toBe(api!.environment['S3_ACCESS_KEY_ID']);
  expect(store!.environment['ROOT_SECRET_KEY']).toBe(api!.environment['S3_SECRET_ACCESS_KEY']);
  expect(database!.environment['POSTGRES_PASSWORD']).toBe(api!.environment['DATABASE_PASSWORD']);
});

test.each(services)('the %s container is confined, bounded and watched', (_name, service) => {
  expect(service).toMatchObject({
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    read_only: true,
    mem_limit: expect.stringMatching(/^\d+[gm]$/),
    pids_limit: expect.any(Number),
    healthcheck: { test: expect.arrayContaining(['CMD']), interval: expect.any(String), timeout: expect.any(String) },
  });
  // /tmp must be writable, because the rest of the file system is read-only.
  const writable = [...(service.tmpfs ?? []), ...(service.volumes ?? []).map((volume) => volume.split(':')[1]!)];
  expect(writable.map((path) => path.split(':')[0])).toContain('/tmp');
  for (const port of service.ports ?? []) expect(port).toMatch(/^\$\{BIND_ADDRESS:-127\.0\.0\.1\}:/);
  for (const [volume] of (service.volumes ?? []).map((mount) => mount.split(':')))
    expect(compose.volumes).toHaveProperty(volume!);
});

// Used keys of https://github.com/compose-spec/compose-spec/blob/main/schema/compose-spec.json.
const knownKeys =
  'build cap_add cap_drop command depends_on env_file environment healthcheck image init mem_limit pids_limit ports read_only restart security_opt shm_size stop_grace_period tmpfs volumes'.split(
    ' ',
  );

test.each(services)('the %s container has only keys that compose knows', (_name, service) => {
  expect(knownKeys).toEqual(expect.arrayContaining(Object.keys(service)));
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

test('the store allows pages of PUBLIC_URL, or of its origin if it has a path', () => {
  const { command } = compose.services['store'] as unknown as { command: string[] };
  const origin = command[command.indexOf('--cors-allow-origin') + 1];
  expect(origin).toBe('${STORE_CORS_ORIGIN:-${PUBLIC_URL:-http://localhost:4000}}');
  // .env passes the variable to the server, which must not treat it as misspelled.
  expect(() => readEnvironment({ STORE_CORS_ORIGIN: 'https://host.example' })).not.toThrow();
});
