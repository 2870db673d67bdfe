import type { TestProject } from 'vitest/node';
import { startTestCluster } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** For `cloneDatabase(inject('adminConnectionString'))`. */
    adminConnectionString: string;
  }
}

/** Runs once before all test files; what it returns runs after them. */
export async function setup(project: TestProject) {
  const cluster = await startTestCluster();
  project.provide('adminConnectionString', cluster.adminConnectionString);
  return cluster.stop;
}
