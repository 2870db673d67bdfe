import { S3ServiceException } from '@aws-sdk/client-s3';
import { StorageUnavailable } from '#domain/errors.ts';
import { isDatabaseDown } from '../database-down.ts';
import type { Logger } from '../logger.ts';
import { NotReady } from './not-ready.ts';

/**
 * Check of a part. Resolves to null if the part can serve requests, or to a warning about a limitation. Rejects if the
 * part cannot serve requests.
 */
export type Check = () => Promise<string | null>;

export interface ReadinessReport {
  isReady: boolean;
  parts: Record<string, 'ok' | 'failing'>;
  /** Reasons of failed parts, without secrets. */
  reasons: Record<string, string>;
  /** Warnings of parts that can serve requests. */
  warnings: Record<string, string>;
}

interface Options {
  /** Time for which a report is reused. */
  freshMilliseconds?: number;
  answerWithinMilliseconds?: number;
}

type Outcome = { reason: string } | { warning: string | null };

/**
 * Runs all checks in parallel, at most once a second. A check is not started while its last run is still running. Logs
 * each change in the state of a part.
 */
export function createReadiness(
  checks: Record<string, Check>,
  logger: Logger,
  { freshMilliseconds = 1_000, answerWithinMilliseconds = 5_000 }: Options = {},
): () => Promise<ReadinessReport> {
  let latest: { report: Promise<ReadinessReport>; at: number; isPending: boolean } | undefined;
  const lastSaid = new Map<string, string | null>();
  const pending = new Map<string, Promise<string | null>>();

  /** Returns the run of a check that is in progress, because it may hold connections. If there is none, starts one. */
  function start(name: string, check: Check): Promise<string | null> {
    const running = pending.get(name) ?? check().finally(() => pending.delete(name));
    pending.set(name, running);
    return running;
  }

  async function run(name: string, check: Check): Promise<[string, Outcome]> {
    const outcome: Outcome = await within(answerWithinMilliseconds, () => start(name, check)).then(
      (warning) => ({ warning }),
      (error: unknown) => ({ reason: reasonOf(error), error }),
    );
    const said = 'reason' in outcome ? outcome.reason : outcome.warning;
    if (said !== (lastSaid.get(name) ?? null)) {
      if (said === null) logger.info({ part: name }, 'This part works again.');
      else logger.warn({ part: name, ...('error' in outcome && { error: outcome.error }) }, said);
    }
    lastSaid.set(name, said);
    return [name, outcome];
  }

  async function makeReport(): Promise<ReadinessReport> {
    const outcomes = await Promise.all(Object.entries(checks).map(([name, check]) => run(name, check)));
    const report: ReadinessReport = { isReady: true, parts: {}, reasons: {}, warnings: {} };
    for (const [name, outcome] of outcomes) {
      report.parts[name] = 'reason' in outcome ? 'failing' : 'ok';
      if ('reason' in outcome) {
        report.isReady = false;
        report.reasons[name] = outcome.reason;
      } else if (outcome.warning !== null) {
        report.warnings[name] = outcome.warning;
      }
    }
    return report;
  }

  return () => {
    const now = Date.now();
    if (latest && (latest.isPending || now - latest.at <= freshMilliseconds)) return latest.report;
    const round = { report: makeReport(), at: now, isPending: true };
    latest = round;
    return round.report.finally(() => (round.isPending = false));
  };
}

async function within<Result>(milliseconds: number, work: () => Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NotReady(`No answer within ${milliseconds / 1_000} s.`)), milliseconds);
  });
  return Promise.race([work(), late]).finally(() => clearTimeout(timer));
}

/** Sentences for errors of PostgreSQL, by SQLSTATE. */
const databaseReasons: Record<string, string> = {
  '28P01': 'PostgreSQL refuses the password.',
  '28000': 'PostgreSQL refuses the user.',
  '3D000': 'The database does not exist.',
  '53100': 'The disk of PostgreSQL is full.',
};

function reasonOf(error: unknown): string {
  if (error instanceof NotReady) return error.message;
  if (error instanceof StorageUnavailable) return error.message;
  if (error instanceof S3ServiceException) return `The object store returned the error ${error.name}.`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (databaseReasons[code]) return databaseReasons[code];
  if (isDatabaseDown(error)) return 'The database is not responding.';
  return 'The check failed. The log has the error.';
}
