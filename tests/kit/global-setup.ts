import type { TestProject } from 'vitest/node';
import { buildServer } from '../chaos/server-process.ts';
import { endWithRun } from './end-with-run.ts';
import { startTestCluster } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** For `cloneDatabase(inject('adminConnectionString'))`. */
    adminConnectionString: string;
  }
}

/** Runs once before all test files; what it returns runs after them. */
export async function setup(project: TestProject) {
  const removeFiles = endWithRun();
  // Workers would write the same files while others start them.
  const [cluster] = await Promise.all([startTestCluster(), buildServer()]);
  project.provide('adminConnectionString', cluster.adminConnectionString);
  return async () => {
    await cluster.stop();
    removeFiles();
  };
}
