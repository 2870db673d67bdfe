import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseDown } from './database-down.ts';
import type { Logger } from './logger.ts';
import { StartRefused } from './start-refused.ts';

export interface Patience {
  milliseconds: number;
  /** Time between two attempts. */
  pauseMilliseconds: number;
  /** Time between two log lines. */
  reportMilliseconds: number;
}

const defaultPatience: Patience = { milliseconds: 60_000, pauseMilliseconds: 500, reportMilliseconds: 5_000 };

/**
 * Runs the database work of a start. Retries while PostgreSQL is starting, restarting, out of connections or not yet in
 * the DNS. Throws `DatabaseUnavailable` after a minute, and at once if waiting would not help.
 */
export async function whenDatabaseAnswers<Result>(
  work: () => Promise<Result>,
  logger: Logger,
  { milliseconds, pauseMilliseconds, reportMilliseconds }: Patience = defaultPatience,
): Promise<Result> {
  const deadline = Date.now() + milliseconds;
  let reportAt = 0;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseDown(error)) throw refusal(error) ?? error;
      if (Date.now() > deadline) {
        const waited = `The database has not answered for ${Math.round(milliseconds / 1_000)} s`;
        throw new DatabaseUnavailable(
          `${waited} (${reasonOf(error)}). Check DATABASE_URL and whether PostgreSQL is running.`,
          { cause: error },
        );
      }
      if (Date.now() >= reportAt) {
        reportAt = Date.now() + reportMilliseconds;
        logger.warn({ reason: reasonOf(error) }, 'The database does not answer yet. Trying again.');
      }
      await sleep(pauseMilliseconds);
    }
  }
}

/** The database cannot be used at the start. */
export class DatabaseUnavailable extends StartRefused {}

/** Sentences for connections that PostgreSQL refuses permanently. They say what an operator can do. */
const refusals: Record<string, string> = {
  '28P01': 'PostgreSQL refuses the password in DATABASE_URL or APP_DATABASE_URL',
  '28000': 'PostgreSQL refuses the user in DATABASE_URL or APP_DATABASE_URL',
  '3D000': 'The database in DATABASE_URL or APP_DATABASE_URL does not exist. Create it first',
};

function refusal(error: unknown): DatabaseUnavailable | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const sentence = refusals[String(error.code)];
  return sentence ? new DatabaseUnavailable(`${sentence} (${reasonOf(error)}).`, { cause: error }) : null;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Node reports an address with both IPv4 and IPv6 as an error without a message.
  const message = error.message || (error instanceof AggregateError ? reasonOf(error.errors[0]) : error.name);
  return message.replace(/\.$/, '');
}
