import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseDown } from './database-down.ts';
import type { Logger } from './logger.ts';

const patienceMilliseconds = 60_000;
const pauseMilliseconds = 500;

/**
 * Does what a start needs of the database, and again while that does not answer: it may be starting at the same time, or
 * recovering from a crash. After a minute the error rises.
 */
export async function whenDatabaseAnswers<Result>(work: () => Promise<Result>, logger: Logger): Promise<Result> {
  const deadline = Date.now() + patienceMilliseconds;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseDown(error) || Date.now() > deadline) throw error;
      logger.warn({ error }, 'The database does not answer yet; trying again.');
      await sleep(pauseMilliseconds);
    }
  }
}
