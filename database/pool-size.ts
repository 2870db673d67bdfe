import { availableParallelism } from 'node:os';

/**
 * Twice as many connections as there are cores, and one: with more of them PostgreSQL, where it is on the same machine,
 * answers fewer requests, because its processes drive each other out of the caches. (PostgreSQL wiki: Number Of Database Connections.)
 */
export const defaultPoolSize = Math.min(10, Math.max(5, 2 * availableParallelism() + 1));

/** As many pipelines as cores: the process that fills them takes one itself, and PostgreSQL may be somewhere else. */
export const defaultPipelines = Math.min(8, Math.max(2, availableParallelism()));
