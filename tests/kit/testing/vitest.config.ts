import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Vitest configuration for the test file that leaves processes behind. Its setup ends these processes, and starts no
 * database.
 */
export default defineConfig({
  root: here('../../..'),
  test: {
    include: ['tests/kit/testing/leaves-processes.ts'],
    globalSetup: [here('end-with-run.ts')],
    setupFiles: [here('../end-with-file.ts')],
    pool: 'forks',
    isolate: false,
    teardownTimeout: 5_000,
  },
});
