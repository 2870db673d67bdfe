import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Runs the test file that leaves processes behind, with the setup that ends them, and without a database. */
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
