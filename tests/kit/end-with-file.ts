import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { endStartedProcesses } from './processes.ts';

/*
 * Runs before each test file. Processes that the file started end with the file. The worker process, which runs many
 * files, ends with the run, even if a test blocks it.
 */
afterAll(endStartedProcesses);

const notes = process.env['VITRINE_TEST_NOTES'];
if (notes !== undefined) {
  const note = join(notes, `worker-${process.pid}`);
  try {
    if (!existsSync(note)) process.once('exit', () => rmSync(note, { force: true }));
    writeFileSync(note, '');
  } catch {
    // The run has ended.
  }
}
