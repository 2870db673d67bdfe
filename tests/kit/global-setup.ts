import type { TestProject } from 'vitest/node';
import { buildServer } from '../chaos/server-process.ts';
import { endWithRun } from './end-with-run.ts';
import { startTestCluster } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string for `cloneDatabase(inject('adminConnectionString'))`. */
    adminConnectionString: string;
  }
}

/** Runs once before all test files. The returned function runs after them. */
export async function setup(project: TestProject) {
  const removeFiles = endWithRun();
  // The server is built only here. Otherwise each worker would write the files while others start them.
  const [cluster] = await Promise.all([startTestCluster(), buildServer()]);
  project.provide('adminConnectionString', cluster.adminConnectionString);
  return async () => {
    await cluster.stop();
    removeFiles();
  };
}
