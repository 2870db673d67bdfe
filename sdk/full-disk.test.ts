import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { isAtHand } from '#tests/kit/at-hand.ts';
import type { UploadEvent } from './events.ts';
import { publish } from './publish.ts';
import { vitrine } from './testing/command.ts';
import { collect, doneOf, folderOf, manyFiles, publishedIn, scene } from './testing/scene.ts';

const megabyte = 2 ** 20;

/**
 * Mounts a file system of this size in memory for the duration of the test. Skips the test with a message if mounting
 * is not allowed.
 */
function smallDisk(byteSize: number, context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-small-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${byteSize}`, 'vitrine-test', folder]);
  onTestFinished(() => {
    if (status === 0) spawnSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  return isAtHand(status === 0, 'root and the right to mount a tmpfs', 'REQUIRE_MOUNT') ? folder : context.skip();
}

test('a full disk of the embedded store is named everywhere, and the same command goes on when there is room', async (context) => {
  const disk = smallDisk(64 * megabyte, context);
  const ballast = join(disk, 'ballast');
  writeFileSync(ballast, randomBytes(40 * megabyte));
  const embedded = { S3_BUCKET: undefined, S3_ENDPOINT: undefined, S3_PUBLIC_ENDPOINT: undefined };
  const stage = await scene(
    {},
    { ...embedded, S3_ACCESS_KEY_ID: undefined, S3_SECRET_ACCESS_KEY: undefined, DATA_DIR: disk },
  );
  const files = Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [`${index}.bin`, randomBytes(3 * megabyte)] as const),
  );
  const folder = folderOf(files);
  const args = ['publish', folder, '--org', 'lumen', '--dataset', 'birds', '--concurrency', '2'];

  const { code, stderr } = await vitrine(stage, args);
  expect(stderr).toMatch(
    /could not be uploaded\..*the object store returned HTTP 507.*The disk of the object store is full\./,
  );
  expect(stderr).toContain('Run the same command again to upload the rest.');
  expect(code).toBe(6);
  const ready = await fetch(new URL('/health/ready', stage.endpoint));
  expect([ready.status, await ready.json()]).toEqual([
    200,
    expect.objectContaining({
      status: 'degraded',
      objectStore: 'ok',
      warnings: { objectStore: expect.stringContaining('The disk of the object store is full.') },
    }),
  ]);
  expect((await publishedIn(stage)).size).toBe(0);

  rmSync(ballast);
  const again = await vitrine(stage, [...args, '--json']);
  expect(again.code).toBe(0);
  const [published] = [...(await publishedIn(stage)).values()];
  expect(published?.size).toBe(10);
  // Files that arrived are not sent again.
  const upload = again.stdout
    .split('\n')
    .filter((line) => line.includes('"upload"'))
    .map((line) => JSON.parse(line) as UploadEvent)
    .at(-1);
  expect(upload?.storedFiles).toBeGreaterThan(2);
});

test.each(['staged_item', 'item'])(
  'a full disk of PostgreSQL while %s is written is named, and nothing is published',
  async (table) => {
    const stage = await scene();
    const { system } = stage.world.databases;
    await system.$executeRawUnsafe(
      `CREATE FUNCTION fill_disk() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN
       RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
     END $f$`,
    );
    await system.$executeRawUnsafe(
      `CREATE TRIGGER full_disk BEFORE INSERT ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION fill_disk()`,
    );
    const folder = folderOf(manyFiles(5));
    await expect(collect(publish(folder, stage.options))).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: 'The disk of the database is full. No data was lost. Free up disk space, then try again.',
    });
    expect((await publishedIn(stage)).size).toBe(0);
    expect(await system.ingestSession.findMany({ where: { datasetId: stage.world.birds.id } })).toMatchObject([
      { state: 'OPEN', failure: { code: 'DATABASE_UNAVAILABLE' } },
    ]);

    await system.$executeRawUnsafe(`DROP TRIGGER full_disk ON ${table}`);
    expect(await doneOf(publish(folder, stage.options))).toMatchObject({ revision: 1 });
    expect((await publishedIn(stage)).get(1)?.size).toBe(5);
  },
);
