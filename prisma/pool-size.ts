import { availableParallelism } from 'node:os';

/**
 * Twice as many connections as there are cores, and one: with more of them PostgreSQL, where it is on the same machine,
 * answers fewer requests, because its processes drive each other out of the caches. (PostgreSQL wiki: Number Of Database Connections.)
 */
export const defaultPoolSize = Math.min(10, Math.max(5, 2 * availableParallelism() + 1));
