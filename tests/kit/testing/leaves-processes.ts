import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataFolder, startProcess } from '../processes.ts';

/**
 * Test that starts nested processes, creates a folder, and never ends. It runs with the configuration in this folder.
 */
test('never ends', { timeout: 3_000 }, async () => {
  const child = startProcess('sh', ['-c', 'trap "" TERM INT; sleep 600 & echo $!; wait'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [grandchild] = await new Promise<Buffer[]>((resolve) =>
    child.stdout.once('data', (text: Buffer) => resolve([text])),
  );
  const folder = mkdtempSync(join(tmpdir(), 'data-'));
  const report = {
    pids: [process.pid, child.pid, Number(grandchild)],
    folders: [folder, process.env['TMPDIR'], dataFolder()],
  };
  appendFileSync(process.env['REPORT_FILE']!, `${JSON.stringify(report)}\n`);
  if (process.env['BLOCK'] === '1') for (;;);
  await new Promise(() => {});
  expect(true).toBe(true);
});
