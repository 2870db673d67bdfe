import { guardedNotes, takeTemporaryFolders } from './processes.ts';

/**
 * Makes all workers and temporary files of the tests end with this process. Returns a function that removes the files.
 */
export function endWithRun(): () => void {
  const removeFolders = takeTemporaryFolders();
  process.env['VITRINE_TEST_NOTES'] = guardedNotes();
  return removeFolders;
}
