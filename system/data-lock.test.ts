import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runScript } from '#server/embedded/testing/run-script.ts';
import { explainFailure } from '#server/explain-failure.ts';
import { AlreadyRunning, findHolder, lockDataFolder } from './data-lock.ts';

test('a second start learns who is there', async () => {
  const directory = temporaryFolder();
  const first = runScript('hold-folder.ts', [directory, 'http://localhost:4000']);
  await first.said(1);

  await expect(lockDataFolder(directory)).rejects.toThrow(
    `Vitrine is already running here (pid ${first.child.pid}, http://localhost:4000)`,
  );
  expect(await findHolder(directory)).toEqual({ pid: first.child.pid, url: 'http://localhost:4000' });
});

test('after kill -9 the folder is free at once', async () => {
  const directory = temporaryFolder();
  const first = runScript('hold-folder.ts', [directory]);
  await first.said(1);
  first.child.kill('SIGKILL');
  await first.ended;

  expect(await findHolder(directory)).toBeNull();
  const lock = await lockDataFolder(directory);
  expect(await findHolder(directory)).toEqual({ pid: process.pid, url: null });
  await lock.release();
  expect(await findHolder(directory)).toBeNull();
});

test('of many that start at the same moment over what a dead one left, one gets the folder', async () => {
  const directory = temporaryFolder();
  const dead = runScript('hold-folder.ts', [directory]);
  await dead.said(1);
  dead.child.kill('SIGKILL');
  await dead.ended;

  const starts = await Promise.allSettled(Array.from({ length: 30 }, () => lockDataFolder(directory)));
  const refusals = starts.filter((start) => start.status === 'rejected');
  expect(refusals).toHaveLength(29);
  for (const { reason } of refusals) expect(reason).toBeInstanceOf(AlreadyRunning);
  for (const start of starts) if (start.status === 'fulfilled') await start.value.release();
});

test('the folder is the same by whatever path', async () => {
  const parent = temporaryFolder();
  const directory = join(parent, 'data');
  const lock = await lockDataFolder(directory);
  onTestFinished(lock.release);

  symlinkSync(directory, join(parent, 'alias'));
  await expect(lockDataFolder(join(parent, 'alias'))).rejects.toThrow(AlreadyRunning);
});

test('a path too long for a socket is locked all the same', async () => {
  const directory = join(temporaryFolder(), 'a'.repeat(120));
  const lock = await lockDataFolder(directory);
  await expect(lockDataFolder(directory)).rejects.toThrow(AlreadyRunning);
  await lock.release();
  await (await lockDataFolder(directory)).release();
});

test('someone who asks and never hangs up does not keep the folder from being released', async () => {
  const directory = temporaryFolder();
  const lock = await lockDataFolder(directory);
  const mallory = connect({ path: join(directory, 'lock.sock'), allowHalfOpen: true });
  onTestFinished(() => void mallory.destroy());
  await once(mallory, 'data');

  await lock.release();
  expect(await findHolder(directory)).toBeNull();
});

const mayLeaveNetwork = spawnSync('unshare', ['--net', 'true']).status === 0;

test.runIf(mayLeaveNetwork)('containers that share the folder, and nothing else, see each other', async () => {
  const directory = temporaryFolder();
  const elsewhere = runScript('hold-folder.ts', [directory], {}, ['unshare', '--net']);
  await elsewhere.said(1);

  await expect(lockDataFolder(directory)).rejects.toThrow(AlreadyRunning);
  elsewhere.child.kill('SIGKILL');
  await elsewhere.ended;
  await (await lockDataFolder(directory)).release();
});

test.runIf(process.getuid?.() === 0)(
  'what root left there does not stop a normal user, who is told what does',
  async () => {
    const open = temporaryFolder();
    spawnSync('chmod', ['777', open]);
    const byRoot = runScript('hold-folder.ts', [open]);
    await byRoot.said(1);
    byRoot.child.kill('SIGKILL');
    await byRoot.ended;
    const bob = { uid: 65534, gid: 65534 };
    await runScript('hold-folder.ts', [open], bob).said(1);

    const closed = join(temporaryFolder(), 'closed');
    mkdirSync(closed, { mode: 0o755 });
    spawnSync('chmod', ['755', join(closed, '..')]);
    const refused = runScript('hold-folder.ts', [closed], { ...bob, stdio: ['pipe', 'pipe', 'pipe'] });
    let complaint = '';
    refused.child.stderr?.on('data', (text: Buffer) => {
      complaint += text.toString();
    });
    await refused.ended;
    expect(complaint).toContain(`This user cannot write to ${closed}`);
  },
);

test.runIf(process.platform === 'linux')('a folder that nobody may write in is refused with a sentence', async () => {
  const refusal = await lockDataFolder('/sys/vitrine').catch((error: unknown) => error);
  expect(explainFailure(refusal)).toBe(
    'This user cannot write to /sys/vitrine. Start Vitrine as the owner of the folder, or use another folder.',
  );
});

function temporaryFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'vitrine-lock-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
