import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import pMap from 'p-map';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytesOf, sha256 } from './testing/bytes.ts';
import { spawnStore } from './testing/spawn-store.ts';
import { bucket } from './testing/test-store.ts';

type SpawnedStore = Awaited<ReturnType<typeof spawnStore>>;

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'object-store-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Sizes are mostly small, and sometimes larger than a buffer. */
const byteSizeOf = (key: string) => Number.parseInt(sha256(key).slice(0, 4), 16) * (key.endsWith('0') ? 40 : 1);
const contentOf = (key: string) => bytesOf(key, byteSizeOf(key));

async function put({ storage }: SpawnedStore, key: string): Promise<void> {
  const bytes = contentOf(key);
  const target = await storage.signPut(
    { objectKey: key, byteSize: bytes.length, contentType: `text/${key.length}`, sha256: sha256(bytes) },
    300,
  );
  const { url, headers } = target;
  const answer = await fetch(url, { method: 'PUT', headers, body: bytes });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}

async function putInParts({ storage }: SpawnedStore, key: string): Promise<void> {
  const bytes = contentOf(key);
  const uploadId = await storage.openMultipart({ objectKey: key, contentType: `text/${key.length}` });
  const part = { objectKey: key, uploadId, partNumber: 1, byteSize: bytes.length, sha256: sha256(bytes) };
  const { url, headers } = await storage.signPart(part, 300);
  const answer = await fetch(url, { method: 'PUT', headers, body: bytes });
  await storage.completeMultipart(key, uploadId, [{ ...part, etag: answer.headers.get('etag') ?? '' }]);
}

/** Writes in several parallel loops until the store ends. */
async function writeUntilKilled(
  store: SpawnedStore,
  round: number,
): Promise<{ acknowledged: string[]; tried: string[] }> {
  const acknowledged: string[] = [];
  const tried: string[] = [];
  const hand = async (name: string, write: (store: SpawnedStore, key: string) => Promise<void>) => {
    for (let index = 0; ; index += 1) {
      const key = `round ${round}/hand ${name}/${index}`;
      tried.push(key);
      try {
        await write(store, key);
      } catch {
        return;
      }
      acknowledged.push(key);
    }
  };
  const hands = Array.from({ length: 12 }, (_, index) => hand(String(index), index % 4 === 3 ? putInParts : put));
  while (acknowledged.length <= 10) await setTimeout(5);
  await setTimeout(round * 60); // the store is killed at an arbitrary moment
  await store.kill();
  await Promise.all(hands);
  return { acknowledged, tried };
}

async function look({ client }: SpawnedStore, key: string): Promise<'WHOLE' | 'MISSING' | 'TORN'> {
  try {
    const { Body, ContentType } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    return bytes.equals(contentOf(key)) && ContentType === `text/${key.length}` ? 'WHOLE' : 'TORN';
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return 'MISSING';
    return 'TORN';
  }
}

test('after kill -9, what was acknowledged is whole, the rest is whole or not there, and nothing else is left', async () => {
  const rounds: { acknowledged: string[]; tried: string[] }[] = [];
  for (let round = 0; round < 5; round += 1) rounds.push(await writeUntilKilled(await spawnStore(directory), round));

  const store = await spawnStore(directory);
  const acknowledged = new Set(rounds.flatMap((round) => round.acknowledged));
  const found = new Map<string, string>();
  const tried = rounds.flatMap((round) => round.tried);
  await pMap(tried, async (key) => found.set(key, await look(store, key)), { concurrency: 16 });
  const lost = [...acknowledged].filter((key) => found.get(key) !== 'WHOLE');
  const torn = [...found].filter(([, state]) => state === 'TORN').map(([key]) => key);
  expect({ lost, torn }).toEqual({ lost: [], torn: [] });
  expect(rounds.every((round) => round.acknowledged.length > 10)).toBe(true);

  expect(await readdir(join(directory, 'drafts'))).toEqual([]);
  // Only uploads that a client may still continue, or that have become an object, keep their folder.
  for (const uploadId of await readdir(join(directory, 'multipart'))) {
    const files = await readdir(join(directory, 'multipart', uploadId));
    expect(files.filter((name) => name.endsWith('.json'))).toHaveLength(1);
  }
  await store.kill();
});

test.runIf(process.platform === 'linux')(
  'the memory of the store does not grow with what goes through it',
  async () => {
    const { readFile } = await import('node:fs/promises');
    const store = await spawnStore(directory);
    const peakMegabytes = async () =>
      Number(/VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${store.pid}/status`, 'utf8'))?.[1]) / 1024;
    const bytes = bytesOf('large', 300 * 1024 * 1024);
    await store.storage.write({ objectKey: 'small', contentType: 'text/plain', bytes: bytes.subarray(0, 1024) });
    const before = await peakMegabytes();

    const { url, headers } = await store.storage.signPut(
      { objectKey: 'large', byteSize: bytes.length, contentType: 'video/mp4', sha256: sha256(bytes) },
      300,
    );
    expect((await fetch(url, { method: 'PUT', headers, body: bytes })).status).toBe(200);
    let byteSize = 0;
    for await (const piece of await store.storage.read('large')) byteSize += piece.length;
    expect(byteSize).toBe(bytes.length);
    expect((await peakMegabytes()) - before).toBeLessThan(100);
    await store.kill();
  },
);
