import type { TestProject } from 'vitest/node';
import { buildServer } from '../chaos/server-process.ts';
import { endWithRun } from './end-with-run.ts';
import { startTestCluster } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the superuser, for `cloneDatabase(inject('adminConnectionString'))`. */
    adminConnectionString: string;
  }
}

/** Prepares the cluster and the server before all test files. Returns a function that runs after them. */
export async function setup(project: TestProject) {
  const removeFiles = endWithRun();
  // Builds the server only here. Otherwise one test worker could overwrite the files while another one starts them.
  const [cluster] = await Promise.all([startTestCluster(), buildServer()]);
  project.provide('adminConnectionString', cluster.adminConnectionString);
  return async () => {
    await cluster.stop();
    removeFiles();
  };
}
