import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createLogger } from '../logger.ts';
import { makeJobFolder, sweepJobFolders } from './job-folders.ts';

test('folders of dead workers are removed, those of living ones stay', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-test-folders-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const host = hostname().replace(/[^a-z0-9]/gi, '');
  const dead = spawnSync('true').pid;
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  const make = (name: string, at = new Date()) => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'file'), 'bytes');
    utimesSync(join(folder, name), at, at);
  };
  make(`vitrine-job-${host}-${dead}-a`);
  make(`vitrine-job-${host}-${process.pid}-b`);
  make('vitrine-job-otherhost-1-c', yesterday);
  make('vitrine-job-oldform', yesterday);
  const kept = [`vitrine-job-${host}-${process.ppid}-d`, 'vitrine-job-otherhost-1-e', 'something-else'];
  for (const name of kept) make(name);

  await sweepJobFolders(createLogger('silent'), folder);
  expect(readdirSync(folder).sort()).toEqual(kept.sort());
});

test('a job folder says whose it is', async () => {
  const folder = await makeJobFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  expect(folder).toContain(`-${process.pid}-`);
});
