import { once } from 'node:events';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { connectDatabases } from '#database/databases.ts';
import { createLogger } from '#server/logger.ts';
import { checkObjectStore } from '#server/readiness/check-object-store.ts';
import { checkRequests } from '#server/readiness/check-requests.ts';
import { createReadiness } from '#server/readiness/readiness.ts';
import { createS3Storage } from '#server/storage/s3-storage.ts';
import { whenDatabaseAnswers } from '#server/when-database-answers.ts';
import { listeningLogger } from '#tests/kit/listening-logger.ts';
import { cloneDatabase } from '#tests/kit/postgres.ts';
import { startTestStore } from '#tests/kit/store.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { runServer } from './run-server.ts';

const lab = worldOfFile();

function environmentOf(connectionString: string, appConnectionString: string) {
  const { settings } = lab().store;
  return {
    DATABASE_URL: connectionString,
    APP_DATABASE_URL: appConnectionString,
    S3_ENDPOINT: settings.endpoint!,
    S3_BUCKET: settings.bucket,
    S3_ACCESS_KEY_ID: settings.accessKeyId,
    S3_SECRET_ACCESS_KEY: settings.secretAccessKey,
  };
}

/**
 * Starts a proxy in front of PostgreSQL. It refuses connections as a starting PostgreSQL does (57P03), or closes them
 * (57P01), or passes them on.
 */
async function startGate(connectionString: string) {
  const target = new URL(connectionString);
  const sockets = new Set<Socket>();
  let state: 'starting' | 'open' = 'starting';
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    if (state === 'starting') {
      const fields = Buffer.from('SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0');
      const head = Buffer.alloc(5);
      head.write('E');
      head.writeInt32BE(fields.length + 4, 1);
      socket.once('data', () => socket.end(Buffer.concat([head, fields])));
      return;
    }
    const upstream = connect(Number(target.port), target.hostname);
    upstream.on('error', () => socket.destroy());
    socket.on('close', () => upstream.destroy());
    upstream.on('close', () => socket.destroy());
    socket.pipe(upstream).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const through = (url: string) => {
    const address = new URL(url);
    address.port = String((server.address() as AddressInfo).port);
    return address.href;
  };
  return { through, open: () => (state = 'open') };
}

test('a start waits for a PostgreSQL that is starting and that cuts connections, and says so', async () => {
  const { connectionString, appConnectionString } = lab();
  const gate = await startGate(connectionString);
  const server = await runServer(environmentOf(gate.through(connectionString), gate.through(appConnectionString)));
  onTestFinished(server.stop);
  await until(() => server.output().includes('The database is not responding yet'));
  gate.open();
  // While the server starts, an administrator ends all its connections (57P01), as a restart does.
  const admin = new Client({ connectionString: inject('adminConnectionString') });
  await admin.connect();
  const name = new URL(connectionString).pathname.slice(1);
  for (let round = 0; round < 20; round += 1) {
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND application_name LIKE 'vitrine%'`,
      [name],
    );
    await sleep(50);
  }
  await admin.end();
  expect(await server.untilReady()).toMatchObject({ database: 'ok', requests: 'ok', objectStore: 'ok' });
});

test.each([
  { code: 'ECONNREFUSED', url: 'postgresql://vitrine:secret-word@127.0.0.1:1/vitrine' },
  { code: 'ENOTFOUND', url: 'postgresql://vitrine:secret-word@nowhere.invalid/vitrine' },
])('a database that does not answer ends the wait with a sentence: $code', async ({ url }) => {
  const { logger, lines } = listeningLogger();
  const patience = { milliseconds: 600, pauseMilliseconds: 100, reportMilliseconds: 200 };
  const connectOnce = async () => {
    const client = new Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
  };
  await expect(whenDatabaseAnswers(connectOnce, logger, patience)).rejects.toThrow(
    /^The database has not answered for 1 s \(.+\)\. Check DATABASE_URL/,
  );
  expect(lines.length).toBeGreaterThanOrEqual(2);
  expect(lines.join('')).not.toContain('secret-word');
});

test('too many connections are waited for; a wrong password is not', async () => {
  const { logger } = listeningLogger();
  const failure = (code: string) => Object.assign(new Error(`failed with ${code}`), { code });
  let attempts = 0;
  const patience = { milliseconds: 5_000, pauseMilliseconds: 10, reportMilliseconds: 100 };
  const crowded = async () => {
    attempts += 1;
    if (attempts < 3) throw failure('53300');
    return 'done';
  };
  expect(await whenDatabaseAnswers(crowded, logger, patience)).toBe('done');
  await expect(whenDatabaseAnswers(() => Promise.reject(failure('28P01')), logger, patience)).rejects.toThrow(
    'PostgreSQL refuses the password',
  );
});

test('readiness sees requests that go to another database, cannot log in, or act as the owner', async () => {
  const { connectionString, appConnectionString } = lab();
  const copy = await cloneDatabase(inject('adminConnectionString'));
  onTestFinished(copy.drop);
  const reasonFor = async (app: string, options = {}) => {
    const databases = connectDatabases({ connectionString, appConnectionString: app, poolSize: 2, ...options });
    const { reasons } = await createReadiness({ requests: checkRequests(databases) }, createLogger('silent'))();
    await databases.close();
    return reasons['requests'];
  };
  const wrongPassword = new URL(appConnectionString);
  wrongPassword.password = 'wrong';
  expect(await reasonFor(appConnectionString)).toBeUndefined();
  expect(await reasonFor(copy.appConnectionString)).toBe('APP_DATABASE_URL and DATABASE_URL name different databases.');
  expect(await reasonFor(wrongPassword.href)).toBe('PostgreSQL refuses the password.');
});

test('probes share a check that does not end, which holds no connection of the system', async () => {
  const { connectionString, appConnectionString } = lab();
  const databases = connectDatabases({ connectionString, appConnectionString, poolSize: 2 });
  onTestFinished(() => databases.close());
  const held = await Promise.all([databases.appPool.connect(), databases.appPool.connect()]);
  const readiness = createReadiness({ requests: checkRequests(databases) }, createLogger('silent'), {
    freshMilliseconds: 0,
    answerWithinMilliseconds: 100,
  });
  for (let probe = 0; probe < 3; probe += 1) {
    expect((await readiness()).reasons['requests']).toBe('No answer within 0.1 s.');
    expect(databases.appPool.waitingCount).toBe(1);
    expect(databases.systemPool.totalCount - databases.systemPool.idleCount).toBe(0);
  }
  for (const client of held) client.release();
  await until(async () => (await readiness()).isReady);
});

test('readiness sees a clock that makes every signed URL invalid, and a full disk', async () => {
  const { settings } = lab().store;
  const check = async (offsetSeconds: number, directory: string | null = null) => {
    const storage = createS3Storage({ ...settings, now: () => new Date(Date.now() + offsetSeconds * 1_000) });
    const checked = { storage, signedUrlSeconds: 300, directory, corsFault: () => null };
    const report = await createReadiness({ store: checkObjectStore(checked) }, createLogger('silent'))();
    storage.close();
    return report;
  };
  expect(await check(0)).toMatchObject({ isReady: true, warnings: {} });
  const behind = expect.stringMatching(/clock of this machine is 1\d{3} s behind/) as string;
  expect(await check(-20 * 60)).toMatchObject({ isReady: false, reasons: { store: behind } });
  expect(await check(30)).toMatchObject({
    isReady: true,
    warnings: { store: expect.stringContaining('ahead') as string },
  });
  // /proc has no free space.
  expect(await check(0, '/proc')).toMatchObject({
    isReady: true,
    warnings: { store: expect.stringContaining('full') as string },
  });
});

test('a bucket whose CORS policy keeps the viewer out is told at the start, with the policy to set', async () => {
  const { connectionString, appConnectionString } = lab();
  const closed = await startTestStore(['https://elsewhere.example']);
  onTestFinished(() => closed.close());
  await closed.storage.ensureBucket();
  const server = await runServer({
    ...environmentOf(connectionString, appConnectionString),
    S3_ENDPOINT: closed.settings.endpoint!,
    PUBLIC_URL: 'https://vitrine.example',
    PROCESSES: 'api',
  });
  onTestFinished(server.stop);
  await server.untilReady();
  await until(async () => (await server.readiness()).status === 'degraded');
  expect(await server.readiness()).toMatchObject({
    httpStatus: 200,
    warnings: { objectStore: expect.stringContaining('CORS') as string },
  });
  const lines = server.output().trim().split('\n');
  const policies = lines.filter((line) => line.includes('AllowedOrigins'));
  expect(policies).toHaveLength(1);
  expect(policies[0]!.split('AllowedOrigins')).toHaveLength(2);
  const { policy } = JSON.parse(policies[0]!) as { policy: { CORSRules: object[] } };
  expect(policy.CORSRules).toEqual([expect.objectContaining({ AllowedOrigins: ['https://vitrine.example'] })]);
  const { headers } = await fetch(`${server.url}/health/live`);
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
  expect(await closed.storage.checkCors('https://elsewhere.example')).toEqual({ state: 'ok' });
});

async function until(condition: () => boolean | Promise<boolean>) {
  for (const deadline = Date.now() + 60_000; !(await condition()); await sleep(100)) {
    if (Date.now() > deadline) throw new Error('It did not happen within a minute.');
  }
}
