import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { publishFile } from '#server/jobs/testing/publish-file.ts';
import { buildServer } from '#tests/chaos/server-process.ts';
import { patience } from '#tests/kit/patience.ts';
import { endProcess, startProcess } from '#tests/kit/processes.ts';
import { world } from '#tests/kit/world.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Creates a folder with an ffprobe that writes its process id to a file and then works for ten minutes: longer than the
 * test waits.
 */
function slowTools() {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-tools-'));
  const note = join(folder, 'pid');
  writeFileSync(join(folder, 'ffprobe'), `#!/bin/sh\necho $$ > ${note}.new; mv ${note}.new ${note}; exec sleep 600\n`);
  chmodSync(join(folder, 'ffprobe'), 0o755);
  return { folder, note };
}

test.each(['SIGKILL', 'SIGHUP'] as const)('%s of a worker ends the tools that it has started', async (signal) => {
  await buildServer();
  const made = await world();
  const { region, bucket, accessKeyId, secretAccessKey, endpoint } = made.store.settings;
  const { folder, note } = slowTools();
  const worker = startProcess(process.execPath, ['dist/server/main.js'], {
    cwd: root,
    env: {
      PATH: `${folder}${delimiter}${process.env['PATH']}`,
      HOME: process.env['HOME'],
      NODE_ENV: 'test',
      PROCESSES: 'worker',
      DATABASE_URL: made.connectionString,
      APP_DATABASE_URL: made.appConnectionString,
      S3_ENDPOINT: endpoint,
      S3_REGION: region,
      S3_BUCKET: bucket,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  onTestFinished(() => endProcess(worker, 'SIGKILL'));
  await publishFile(made, { contentType: 'audio/wav', bytes: Buffer.from('RIFF') });

  await vi.waitFor(() => expect(existsSync(note)).toBe(true), patience);
  const tool = Number(readFileSync(note, 'utf8'));
  onTestFinished(() => {
    if (isRunning(tool)) process.kill(tool, 'SIGKILL');
  });
  expect(isRunning(tool)).toBe(true);
  worker.kill(signal);
  await vi.waitFor(() => expect(isRunning(tool)).toBe(false), patience);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
