import { execFileSync } from 'node:child_process';
import sharp from 'sharp';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { Unreadable } from '../unreadable.ts';
import { measureImage } from './image-process.ts';

afterEach(() => void vi.useRealTimers());

test('an image that arrives in the moment in which an idle process ends is read by another', async () => {
  const picture = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  const measure = () => measureImage(picture, 'image/png', new AbortController().signal);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await measure();
  vi.runAllTimers();
  expect(await measure()).toMatchObject({ width: 30, height: 20 });
});

test('an image whose process is stopped from outside is not called unreadable', async () => {
  const picture = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  const measure = () => measureImage(picture, 'image/png', new AbortController().signal);
  await measure();
  // Other test files may have left idle processes, and any of them may get the image.
  const found = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'read-images'])
    .toString()
    .trim();
  const pids = found.split('\n').map(Number);
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  const reading = measure();
  for (const pid of pids) {
    process.kill(pid, 'SIGTERM');
    process.kill(pid, 'SIGCONT');
  }
  await expect(reading).rejects.toSatisfy((error) => error instanceof Error && !(error instanceof Unreadable));
});

test('an image whose process cannot start is not called unreadable', async () => {
  const picture = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.runAllTimers();
  vi.useRealTimers();
  const { execPath } = process;
  onTestFinished(() => void (process.execPath = execPath));
  process.execPath = '/bin/false';
  const reading = measureImage(picture, 'image/png', new AbortController().signal);
  await expect(reading).rejects.toSatisfy((error) => error instanceof Error && !(error instanceof Unreadable));
});
