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
 * Runs the database work of a start. Retries while PostgreSQL is starting, restarting, out of connections, or has no
 * DNS entry yet. Throws `DatabaseUnavailable` after a minute, or immediately if a retry cannot help.
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
          `${waited} (${reasonOf(error)}). Check DATABASE_URL, APP_DATABASE_URL, and whether PostgreSQL is running.`,
          { cause: error },
        );
      }
      if (Date.now() >= reportAt) {
        reportAt = Date.now() + reportMilliseconds;
        logger.warn({ reason: reasonOf(error) }, 'The database is not responding yet. Trying again.');
      }
      await sleep(pauseMilliseconds);
    }
  }
}

/** Error for a database that cannot be used at the start. */
export class DatabaseUnavailable extends StartRefused {}

const untrusted =
  'The certificate of PostgreSQL is not trusted. Name the authority that signed it: sslrootcert=<file> in the URL, or NODE_EXTRA_CA_CERTS';

/** Messages for connections that PostgreSQL refuses permanently. They tell the operator what to do. */
const refusals: Record<string, string> = {
  '28P01': 'PostgreSQL refuses the password in DATABASE_URL or APP_DATABASE_URL',
  '28000': 'PostgreSQL refuses the user in DATABASE_URL or APP_DATABASE_URL',
  '3D000': 'The database in DATABASE_URL or APP_DATABASE_URL does not exist. Create it first',
  '42501':
    'The role of DATABASE_URL lacks a right. Make it the owner of the database: ALTER DATABASE … OWNER TO <role of DATABASE_URL>',
  '25006':
    'The PostgreSQL of DATABASE_URL is read-only: it is a standby, or default_transaction_read_only is on for the role or the database. Set DATABASE_URL to the primary, or reset that setting',
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  CERT_HAS_EXPIRED: untrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: untrusted,
};

/** Messages for errors of the PostgreSQL driver, which have no code. */
const refusalsOfDriver: [message: RegExp, sentence: string][] = [
  [
    /client password must be/,
    'PostgreSQL asks for a password, and DATABASE_URL or APP_DATABASE_URL has none. Set it there, or in DATABASE_PASSWORD and APP_DATABASE_PASSWORD',
  ],
  [
    /does not support SSL/,
    'DATABASE_URL or APP_DATABASE_URL asks for TLS, which PostgreSQL does not offer. Turn it on there (ssl = on), or set sslmode=disable',
  ],
];

function refusal(error: unknown): DatabaseUnavailable | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? error.code : undefined;
  const sentence = refusals[String(code)] ?? refusalsOfDriver.find(([message]) => message.test(error.message))?.[1];
  return sentence ? new DatabaseUnavailable(`${sentence} (${reasonOf(error)}).`, { cause: error }) : null;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // For an address with both IPv4 and IPv6, Node throws an AggregateError without a message.
  const message = error.message || (error instanceof AggregateError ? reasonOf(error.errors[0]) : error.name);
  return message.replace(/\.$/, '');
}
