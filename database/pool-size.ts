import { availableParallelism } from 'node:os';

/**
 * Twice the number of cores, plus one. With more connections, a PostgreSQL on the same machine answers fewer requests,
 * because its processes drive each other out of the caches. (PostgreSQL wiki: Number Of Database Connections.)
 */
export const defaultPoolSize = Math.min(10, Math.max(5, 2 * availableParallelism() + 1));

/**
 * One pipeline for each core: the process that fills them needs one core, but PostgreSQL may run on another machine.
 */
export const defaultPipelines = Math.min(8, Math.max(2, availableParallelism()));
