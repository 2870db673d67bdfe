import { availableParallelism } from 'node:os';

/**
 * Default number of connections, which is twice the number of cores plus one. With more connections, a PostgreSQL on
 * the same machine becomes slower, because its processes compete for the CPU caches. (PostgreSQL wiki: Number Of
 * Database Connections.)
 */
export const defaultPoolSize = Math.min(10, Math.max(5, 2 * availableParallelism() + 1));

/**
 * Default number of pipelines, which is one for each core. This process uses one core, but PostgreSQL may run on
 * another machine.
 */
export const defaultPipelines = Math.min(8, Math.max(2, availableParallelism()));
