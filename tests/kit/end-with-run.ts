import { rmSync } from 'node:fs';
import { guardedNotes, takeTemporaryFolder } from './processes.ts';

/** Has all workers and temporary files end with this process. Returns a function that removes the files. */
export function endWithRun(): () => void {
  const folder = takeTemporaryFolder();
  process.env['VITRINE_TEST_NOTES'] = guardedNotes();
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
