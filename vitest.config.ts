import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: {
    // Two copies of graphql would not recognise each other's schemas.
    alias: { graphql: fileURLToPath(new URL('node_modules/graphql/index.js', import.meta.url)) },
  },
  test: {
    include: [
      '{docs,database,domain,formats,object-store,plan,schema,scripts,server,sdk,client,prisma,samples,system,tests,bin}/**/*.test.{ts,tsx}',
    ],
    exclude: ['**/node_modules/**', 'tests/browser/**'],
    globalSetup: ['tests/kit/global-setup.ts'],
    setupFiles: ['tests/kit/end-with-file.ts'],
    // Upper bounds for a machine that is far overloaded: tests wait for conditions.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 120_000 } },
    pool: 'forks',
    // Files share the modules of their worker: importing the server takes longer than most files' tests.
    isolate: false,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    // Left to itself, vitest keeps one of two cores free.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // urql ends a subscription by aborting its request. Should Node's fetch just then read on, it tells nobody but the
    // process.
    onUnhandledError: ({ name, stack }) => !(name === 'AbortError' && stack?.includes('/@urql/core/')),
  },
});
