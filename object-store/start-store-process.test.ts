import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { patience } from '#tests/kit/patience.ts';
import { startProcess } from '#tests/kit/processes.ts';
import { startStoreProcess } from './start-store-process.ts';
import { sha256 } from './testing/bytes.ts';
import { alice, bucket, clientsOf } from './testing/test-store.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'object-store-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const options = (port = 0) => ({ directory, port, bucket, ...alice, allowedOrigins: [] });
const song = Buffer.from('a wren sings');
const stored = { byteSize: song.length, contentType: 'text/plain', sha256: sha256(song) };

/** Runs `work` with a store at a port, then closes the connections. */
async function at<Result>(port: number, work: (storage: ReturnType<typeof clientsOf>['storage']) => Promise<Result>) {
  const { client, storage } = clientsOf(`http://127.0.0.1:${port}`);
  try {
    return await work(storage);
  } finally {
    client.destroy();
    storage.close();
  }
}

const write = (port: number) =>
  at(port, (storage) => storage.write({ objectKey: 'wren', contentType: 'text/plain', bytes: song }));
const head = (port: number) => at(port, (storage) => storage.head('wren'));

/** Returns the id of the process that listens at the port. */
async function pidOf(process: Pick<ChildProcess, 'pid'>): Promise<number> {
  const children = await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
  return Number(children.trim().split(' ').at(-1));
}

test('keeps what it was given, in a process of its own', async () => {
  const store = await startStoreProcess(options());
  await write(store.port);
  expect(await head(store.port)).toEqual(stored);
  await store.close();
  await expect(fetch(`http://127.0.0.1:${store.port}/`)).rejects.toThrow();
  await store.close(); // A second call changes nothing.

  const again = await startStoreProcess(options());
  expect(await head(again.port)).toEqual(stored);
  await again.close();
});

test('says why it does not start', async () => {
  const store = await startStoreProcess(options());
  const other = await mkdtemp(join(tmpdir(), 'object-store-'));
  const second = startStoreProcess({ ...options(store.port), directory: other });
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await store.close();
  await rm(other, { recursive: true, force: true });
});

test.runIf(process.platform === 'linux')('a store that was killed is back at the same port', async () => {
  const { server, port } = await startServer();
  await write(port);
  process.kill(await pidOf(server), 'SIGKILL');
  await vi.waitFor(async () => expect(await head(port)).toEqual(stored), patience);
  await end(server);
});

test('ends with a server that was killed, and the next one goes on with what is there', async () => {
  const { server, port } = await startServer();
  await write(port);
  await end(server);
  const next = await startStoreProcess(options(port));
  expect(await head(next.port)).toEqual(stored);
  await next.close();
});

async function startServer(): Promise<{ server: ChildProcess; port: number }> {
  const script = fileURLToPath(new URL('testing/run-store-process.ts', import.meta.url));
  const server = startProcess(process.execPath, ['--import', 'tsx', script, directory], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const [port] = (await once(createInterface(server.stdout), 'line')) as [string];
  return { server, port: Number(port) };
}

async function end(server: ChildProcess): Promise<void> {
  const exited = once(server, 'exit');
  server.kill('SIGKILL');
  await exited;
}

test.runIf(process.platform === 'linux')('a store that is closed while it starts again stays closed', async () => {
  for (const pauseMilliseconds of [0, 400]) {
    const reports: string[] = [];
    const store = await startStoreProcess(options(), (message) => reports.push(message));
    process.kill(await pidOf(process), 'SIGKILL');
    await vi.waitFor(() => expect(reports).toHaveLength(1), { ...patience, interval: 1 });
    await sleep(pauseMilliseconds); // the next process is being started the second time
    await store.close();
    await expect(head(store.port)).rejects.toThrow();
    await sleep(1_000);
    await expect(head(store.port)).rejects.toThrow();
  }
});
