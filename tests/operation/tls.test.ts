import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { hasPrograms, isAtHand } from '#tests/kit/at-hand.ts';
import { startTestStore, type TestStore } from '#tests/kit/store.ts';
import { runServer } from './run-server.ts';
import { findSystemPostgres, type SystemPostgres, startSystemPostgres } from './system-postgres.ts';

const programs = findSystemPostgres();
const hasBoth =
  isAtHand(programs !== null, 'PostgreSQL 15 or newer with pg_dump', 'REQUIRE_POSTGRESQL') &&
  isAtHand(hasPrograms('openssl'), 'openssl', 'REQUIRE_POSTGRESQL');

const folder = mkdtempSync(join(tmpdir(), 'vitrine-test-tls-'));
let postgres: SystemPostgres;
let store: TestStore;

beforeAll(async () => {
  if (!hasBoth) return;
  // The certificate is for localhost, and the server is reached by its address.
  for (const name of ['server', 'other']) {
    const certificate = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
    const files = ['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.crt`)];
    execFileSync('openssl', [...certificate, '-addext', 'subjectAltName=DNS:localhost', ...files], { stdio: 'ignore' });
  }
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  postgres = await startSystemPostgres(programs!, { certificate: read('server.crt'), key: read('server.key') });
  store = await startTestStore();
});

afterAll(async () => {
  if (hasBoth) {
    await postgres.stop();
    await store.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

async function start(parameters: string, host = '127.0.0.1') {
  const through = (url: string) => `${url.replace('127.0.0.1', host)}?${parameters}`;
  const server = await runServer({
    PROCESSES: 'all',
    DATABASE_URL: through(postgres.connectionString),
    APP_DATABASE_URL: through(postgres.appConnectionString),
    S3_ENDPOINT: store.settings.endpoint!,
    S3_BUCKET: store.settings.bucket,
    S3_ACCESS_KEY_ID: store.settings.accessKeyId,
    S3_SECRET_ACCESS_KEY: store.settings.secretAccessKey,
  });
  onTestFinished(server.stop);
  return server;
}

/** Returns how many connections of Vitrine use TLS, and how many do not. */
async function countConnections() {
  const admin = new Client({ connectionString: postgres.adminConnectionString });
  await admin.connect();
  const { rows } = await admin.query<{ ssl: boolean }>(
    `SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE datname = 'vitrine'`,
  );
  await admin.end();
  return { encrypted: rows.filter(({ ssl }) => ssl).length, plain: rows.filter(({ ssl }) => !ssl).length };
}

test.skipIf(!hasBoth).each(['require', 'no-verify'])(
  'sslmode=%s encrypts without checking the certificate, and says so in one line',
  async (mode) => {
    const server = await start(`sslmode=${mode}`);
    await server.untilReady();
    const connections = await countConnections();
    expect(connections.encrypted).toBeGreaterThan(2);
    expect(connections.plain).toBe(0);
    const said = server.output().match(/^.*(sslmode|SSL mode|certificate).*$/gm) ?? [];
    expect(said).toHaveLength(1);
    expect(JSON.parse(said[0]!)).toMatchObject({
      level: 40,
      msg: expect.stringMatching(`^DATABASE_URL has sslmode=${mode}: .*verify-full`) as string,
    });
  },
);

test.skipIf(!hasBoth).each([
  ['verify-ca checks the authority, but not the name', () => `sslmode=verify-ca&sslrootcert=${folder}/server.crt`],
  ['require with a root certificate is verify-ca', () => `sslmode=require&sslrootcert=${folder}/server.crt`],
])('%s, without a word', async (_what, parameters) => {
  const server = await start(parameters());
  await server.untilReady();
  expect((await countConnections()).plain).toBe(0);
  expect(server.output()).not.toMatch(/sslmode|SSL mode/);
});

test.skipIf(!hasBoth)('verify-full accepts the name of the certificate, and no other', async () => {
  const parameters = `sslmode=verify-full&sslrootcert=${folder}/server.crt`;
  await (await start(parameters, 'localhost')).untilReady();
  const other = await start(parameters);
  expect(await other.exited).toBe(1);
  expect(other.output()).toMatch(/certificate of PostgreSQL is not trusted.*altname/i);
});

test.skipIf(!hasBoth).each([
  ['another authority', () => `sslmode=require&sslrootcert=${folder}/other.crt`],
  ['no authority', () => 'sslmode=verify-full'],
  ['the authorities of the system', () => 'sslmode=require&sslrootcert=system'],
  ['verify-ca without an authority', () => 'sslmode=verify-ca'],
])('a certificate that is not trusted ends the start with a sentence: %s', async (_what, parameters) => {
  const server = await start(parameters());
  expect(await server.exited).toBe(1);
  expect(server.output()).toMatch(/certificate of PostgreSQL is not trusted/);
  expect(server.output()).not.toMatch(/SECURITY WARNING|"stack"/);
});
