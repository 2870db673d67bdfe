import { once } from 'node:events';
import { closeSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { start, textOf } from '../testing/command.ts';
import { folderOf, manyFiles, publishedIn, type Scene, scene } from '../testing/scene.ts';

const mebibyte = 1024 ** 2;

/** Makes a sparse file, which takes almost no disk space here. Every part of it has different bytes. */
function sparseFile(path: string, byteSize: number): void {
  truncateSync(path, byteSize);
  const file = openSync(path, 'r+');
  for (let at = 0; at < byteSize; at += 8 * mebibyte) writeSync(file, `part at ${at}`, at);
  closeSync(file);
}

/** Runs the command line and measures its memory. */
async function measured(stage: Scene, args: readonly string[]) {
  const child = start(stage, args);
  child.stdin!.end();
  const ended = once(child, 'exit');
  const said = Promise.all([textOf(child.stdout!), textOf(child.stderr!)]);
  let peakMebibytes = 0;
  while (child.exitCode === null && child.signalCode === null) {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    peakMebibytes = Math.max(peakMebibytes, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    await Promise.race([ended, setTimeout(100)]);
  }
  const [stdout, stderr] = await said;
  return { code: child.exitCode, stdout, stderr, peakMebibytes };
}

test.runIf(process.platform === 'linux')(
  'a file of 1 GiB goes in 128 parts and is verified as a whole, in little memory on both sides',
  async () => {
    const stage = await scene();
    const folder = folderOf({ 'film.mp4': '', 'film.vtt': 'WEBVTT\n\n00:00.000 --> 00:01.000\nA robin.\n' });
    sparseFile(join(folder, 'film.mp4'), 1024 * mebibyte);
    // The server, its worker and the object store run in this process.
    const before = process.memoryUsage().rss / mebibyte;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss / mebibyte);
    }, 100);
    const run = await measured(stage, ['publish', folder, '--org', 'lumen', '--dataset', 'birds']);
    clearInterval(watch);

    expect(run).toMatchObject({ code: 0, stdout: 'lumen/birds@1\n' });
    expect([...(await publishedIn(stage)).keys()]).toEqual([1]);
    expect(run.peakMebibytes).toBeLessThan(300);
    expect(most - before).toBeLessThan(400);
  },
);

test.runIf(process.platform === 'linux')(
  'a folder of twenty times as many files takes hardly more memory',
  async () => {
    const stage = await scene();
    const peaks: number[] = [];
    for (const count of [1_000, 20_000]) {
      const run = await measured(stage, ['validate', folderOf(manyFiles(count))]);
      expect(run.code).toBe(0);
      peaks.push(run.peakMebibytes);
    }
    expect(peaks[1]! - peaks[0]!).toBeLessThan(80);
  },
);
