import { Stopped } from '#database/interruptible-work.ts';
import { hasCode, isCausedBy } from './error-causes.ts';

/**
 * Codes of PostgreSQL and Prisma for a cancelled statement, a lock that could not be taken, and a transaction timeout.
 */
const codes = new Set(['57014', '55P03', 'P2028']);

/** Returns whether an error or one of its causes is a time limit that was exceeded. */
export function isOverdue(error: unknown): boolean {
  return isCausedBy(error, (each) => each instanceof Stopped || hasCode(each, (code) => codes.has(code)));
}
