import { Stopped } from '#database/interruptible-work.ts';

/**
 * Codes of PostgreSQL and Prisma for a cancelled statement, a lock that was not available, and a transaction that took
 * too long.
 */
const codes = new Set(['57014', '55P03', 'P2028']);

/** Returns whether an error or one of its causes is that work took too long and was stopped. */
export function isOverdue(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if (error instanceof Stopped) return true;
  const { code, originalCode, cause, meta } = error as Record<string, unknown>;
  if ([code, originalCode].some((given) => typeof given === 'string' && codes.has(given))) return true;
  const behind =
    typeof meta === 'object' && meta !== null && 'driverAdapterError' in meta ? meta.driverAdapterError : null;
  return isOverdue(cause) || isOverdue(behind);
}
