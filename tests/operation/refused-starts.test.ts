import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer as createWebServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, escapeLiteral } from 'pg';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { freePort } from '#server/free-port.ts';
import { cloneDatabase, type TestDatabase } from '#tests/kit/postgres.ts';
import { startTestStore, type TestStore } from '#tests/kit/store.ts';
import { runServer } from './run-server.ts';

let database: TestDatabase;
let store: TestStore;
let taken: number;
const folder = mkdtempSync(join(tmpdir(), 'vitrine-test-starts-'));
let latin: string;
const blocker = createServer();
const webServer = createWebServer((_request, response) => response.end('<!doctype html><title>A page</title>'));

async function administer(...statements: string[]) {
  const admin = new Client({ connectionString: inject('adminConnectionString') });
  await admin.connect();
  for (const statement of statements) await admin.query(statement);
  await admin.end();
}

beforeAll(async () => {
  database = await cloneDatabase(inject('adminConnectionString'));
  store = await startTestStore();
  writeFileSync(join(folder, 'file'), '');
  writeFileSync(join(folder, 'bad.json'), '{');
  symlinkSync(join(folder, 'loop'), join(folder, 'loop'));
  webServer.listen(0, '127.0.0.1');
  await once(webServer, 'listening');
  await administer(
    `CREATE DATABASE vitrine_latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`,
  );
  latin = Object.assign(new URL(database.connectionString), { pathname: '/vitrine_latin' }).href;
  blocker.listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  taken = (blocker.address() as AddressInfo).port;
});
afterAll(async () => {
  blocker.close();
  webServer.close();
  await administer('DROP DATABASE IF EXISTS vitrine_latin WITH (FORCE)');
  await store.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const services = () => ({
  PROCESSES: 'api',
  DATABASE_URL: database.connectionString,
  APP_DATABASE_URL: database.appConnectionString,
  S3_ENDPOINT: store.settings.endpoint!,
  S3_BUCKET: store.settings.bucket,
  S3_ACCESS_KEY_ID: store.settings.accessKeyId,
  S3_SECRET_ACCESS_KEY: store.settings.secretAccessKey,
});

const wrongPassword = () => Object.assign(new URL(database.connectionString), { password: 'horse-staple' }).href;

const without = (part: 'password') => Object.assign(new URL(database.connectionString), { [part]: '' }).href;

const refused: [what: string, variables: () => Record<string, string>, sentence: RegExp][] = [
  ['a misspelt name', () => ({ TRUSTED_PROXY: '1' }), /TRUSTED_PROXY is not a variable .* TRUSTED_PROXIES/],
  ['a password that is not encoded', () => ({ DATABASE_URL: 'postgres://v:horse#staple@db/v' }), /must be encoded/],
  [
    'a secret file that is missing',
    () => ({ SMTP_URL_FILE: '/nowhere/smtp' }),
    /SMTP_URL_FILE names a file that cannot/,
  ],
  ['a file as DATA_DIR', () => ({ DATA_DIR: join(folder, 'file') }), /file is a file .* Set DATA_DIR to a folder/],
  ['a DATA_DIR below a file', () => ({ DATA_DIR: join(folder, 'file/data') }), /Set DATA_DIR to a folder/],
  ['a DATA_DIR that cannot be made', () => ({ DATA_DIR: '/proc/vitrine' }), /Set DATA_DIR to another folder/],
  [
    'a taken port for metrics',
    () => ({ ...services(), METRICS_PORT: String(taken) }),
    /The port \d+ on 127.0.0.1 is in use. Set METRICS_PORT/,
  ],
  ['an unknown HOST', () => ({ ...services(), HOST: 'vitrine.invalid' }), /vitrine.invalid cannot be resolved/],
  ['an address of another machine', () => ({ ...services(), HOST: '192.0.2.1' }), /no address 192.0.2.1/],
  [
    'a wrong password of the database',
    () => ({ ...services(), DATABASE_URL: wrongPassword() }),
    /refuses the password/,
  ],
  [
    'a store that is not there',
    () => ({ ...services(), S3_ENDPOINT: 'http://127.0.0.1:9' }),
    /is not responding \(ECONNREFUSED\)/,
  ],
  [
    'a wrong key of the store',
    () => ({ ...services(), S3_SECRET_ACCESS_KEY: 'horse-staple' }),
    /refuses the bucket or its keys.*S3_SECRET_ACCESS_KEY/,
  ],
  [
    'a web page as a store',
    () => ({ ...services(), S3_ENDPOINT: `http://127.0.0.1:${(webServer.address() as AddressInfo).port}` }),
    /S3_ENDPOINT is not an object store/,
  ],
  ['no password of the database', () => ({ ...services(), DATABASE_URL: without('password') }), /asks for a password/],
  [
    'TLS where PostgreSQL has none',
    () => ({ ...services(), DATABASE_URL: `${database.connectionString}?sslmode=verify-full` }),
    /asks for TLS, which PostgreSQL does not offer/,
  ],
  [
    'a database that is not in UTF8',
    () => ({ ...services(), DATABASE_URL: latin, APP_DATABASE_URL: '' }),
    /encoding LATIN1.*ENCODING 'UTF8'/,
  ],
  [
    'a proxy without a scheme',
    () => ({ HTTPS_PROXY: 'user:horse@proxy:3128' }),
    /HTTPS_PROXY must be the URL of a proxy/,
  ],
  [
    'a damaged file of documents',
    () => ({ ...services(), PERSISTED_DOCUMENTS_DIR: folder }),
    /bad.json cannot be read as JSON.*PERSISTED_DOCUMENTS_DIR/,
  ],
  ['a loop of links as DATA_DIR', () => ({ DATA_DIR: join(folder, 'loop') }), /ELOOP.*Set DATA_DIR/],
  ['a bucket that cannot be made', () => ({ ...services(), S3_BUCKET: 'another' }), /refuses the bucket.*S3_BUCKET/],
];

test.each(refused)(
  'a start with %s ends with a sentence in the log and exit code 1',
  async (_what, variables, sentence) => {
    const server = await runServer(variables());
    onTestFinished(() => server.stop());
    expect(await server.exited).toBe(1);
    const lines = server.output().trim().split('\n');
    const last = lines.map((line) => JSON.parse(line) as { level: number; msg: string }).at(-1);
    expect(last).toMatchObject({ level: 60, msg: expect.stringMatching(sentence) });
    expect(server.output()).not.toMatch(/horse|staple|"stack"/);
  },
);

test.each([
  ['PORT', () => ({ PORT: String(taken) })],
  ['HEALTH_PORT', () => ({ PROCESSES: 'worker', HEALTH_PORT: String(taken) })],
])('a taken %s is refused before the database is touched', async (variable, settings) => {
  const empty = await cloneDatabase(inject('adminConnectionString'), 'template0');
  onTestFinished(empty.drop);
  const urls = { DATABASE_URL: empty.connectionString, APP_DATABASE_URL: empty.appConnectionString };
  const server = await runServer({ ...services(), ...urls, ...settings() });
  onTestFinished(() => server.stop());
  expect(await server.exited).toBe(1);
  expect(server.output()).toMatch(
    new RegExp(`The port ${taken} on 127.0.0.1 is in use. Set ${variable} to another port`),
  );
  const client = new Client({ connectionString: empty.connectionString });
  await client.connect();
  onTestFinished(() => client.end());
  const found = await client.query(
    `SELECT FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  expect(found.rowCount).toBe(0);
});

test('a taken port of the embedded store is refused before its database is made', async () => {
  const data = join(folder, 'data');
  const server = await runServer({ DATA_DIR: data, OBJECT_STORE_PORT: String(taken) });
  onTestFinished(() => server.stop());
  expect(await server.exited).toBe(1);
  expect(server.output()).toContain('Set OBJECT_STORE_PORT to another port');
  expect(existsSync(join(data, 'postgres'))).toBe(false);
});

test('HOST=[::1] is listened on', async () => {
  const server = await runServer({ ...services(), HOST: '[::1]' });
  onTestFinished(() => server.stop());
  const url = server.url.replace('127.0.0.1', '[::1]');
  await expect
    .poll(() =>
      fetch(`${url}/health/live`).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
});

test('any password works in parts, for the owner and for requests', async () => {
  const owner = 'owner/of@tables';
  const login = 'login of:requests';
  const password = '@ / # ? % : \' " \\ $HOME %40 ü';
  const name = 'tables & rows';
  const admin = new Client({ connectionString: inject('adminConnectionString') });
  await admin.connect();
  onTestFinished(async () => {
    await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await admin.query(`DROP ROLE IF EXISTS "${login}"`);
    await admin.query(`DROP ROLE IF EXISTS "${owner}"`);
    await admin.end();
  });
  await admin.query(`CREATE ROLE "${owner}" LOGIN CREATEROLE PASSWORD ${escapeLiteral(password)}`);
  await admin.query(`GRANT vitrine_app TO "${owner}" WITH ADMIN OPTION`);
  await admin.query(`CREATE DATABASE "${name}" OWNER "${owner}"`);

  const { DATABASE_URL, APP_DATABASE_URL: _, ...others } = services();
  const { hostname, port } = new URL(DATABASE_URL);
  const server = await runServer({
    ...others,
    DATABASE_HOST: hostname,
    DATABASE_PORT: port,
    DATABASE_NAME: name,
    DATABASE_USER: owner,
    DATABASE_PASSWORD: password,
    APP_DATABASE_USER: login,
    APP_DATABASE_PASSWORD: password,
  });
  onTestFinished(() => server.stop());
  expect(await server.untilReady()).toMatchObject({ httpStatus: 200 });
  expect(server.output()).not.toContain('HOME');
  const logins = await admin.query('SELECT rolname FROM pg_roles WHERE rolname = $1', [login]);
  expect(logins.rowCount).toBe(1);
});

test('a production server with an http address warns', async () => {
  const server = await runServer({ ...services(), NODE_ENV: 'production', PUBLIC_URL: 'http://vitrine.example' });
  onTestFinished(() => server.stop());
  await server.untilReady();
  expect(server.output()).toMatch(/"level":40.*PUBLIC_URL does not begin with https:.*Secure/);
  for (const line of server.output().trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
});

test('a worker says that it is ready, and whether it works', async () => {
  const port = await freePort('127.0.0.1');
  const idle = { METRICS_HOST: '127.0.0.2', CORS_ORIGINS: 'https://lab.example', OIDC_TRUST_EMAIL: 'true' };
  const server = await runServer({ ...services(), ...idle, PROCESSES: 'worker', HEALTH_PORT: String(port) });
  onTestFinished(() => server.stop());
  const health = () =>
    fetch(`http://127.0.0.1:${port}/health/ready`).then(
      (response) => response.json() as Promise<unknown>,
      () => null,
    );
  await expect.poll(health).toMatchObject({ database: 'ok', objectStore: 'ok', queue: 'ok' });
  expect(server.output()).toContain('The worker is ready.');
  // One line for settings that no process reads, and one for those of the API.
  expect(server.output()).toContain('"msg":"These settings have no effect: METRICS_HOST (needs METRICS_PORT)."');
  expect(server.output()).toMatch(/"level":30.*no effect in this process: .*CORS_ORIGINS \(read by the API alone\)/);
});

test('a database with other formats and limits is served as any other, also at the second start', async () => {
  const name = new URL(database.connectionString).pathname.slice(1);
  const settings = { DateStyle: 'SQL, DMY', TimeZone: 'Asia/Kathmandu', lock_timeout: '1ms' };
  await administer(
    ...Object.entries(settings).map(([key, value]) => `ALTER DATABASE "${name}" SET "${key}" TO '${value}'`),
  );
  onTestFinished(() => administer(`ALTER DATABASE "${name}" RESET ALL`));
  for (const start of ['first', 'second']) {
    const server = await runServer({ ...services(), PROCESSES: 'all' });
    onTestFinished(() => server.stop());
    expect(await server.untilReady(), start).toMatchObject({ httpStatus: 200 });
    await server.stop();
  }
});

test('a signal during the start ends it with a line and the code of the signal', async () => {
  const nowhere = 'postgresql://vitrine:horse@127.0.0.1:1/vitrine';
  const server = await runServer({ ...services(), DATABASE_URL: nowhere, APP_DATABASE_URL: nowhere });
  onTestFinished(() => server.stop());
  await expect.poll(() => server.output()).toContain('is not responding yet');
  process.kill(server.pid, 'SIGTERM');
  expect(await server.exited).toBe(143);
  expect(server.output()).toContain('Stopped before startup was complete.');
});
