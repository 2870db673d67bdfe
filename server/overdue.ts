import { Stopped } from '#database/interruptible-work.ts';

/** What PostgreSQL and Prisma call a statement that was cancelled, a lock that did not come, and a transaction that took too long. */
const codes = new Set(['57014', '55P03', 'P2028']);

/** Whether an error, or what is behind it, is that something took too long and was stopped. */
export function isOverdue(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if (error instanceof Stopped) return true;
  const { code, originalCode, cause, meta } = error as Record<string, unknown>;
  if ([code, originalCode].some((given) => typeof given === 'string' && codes.has(given))) return true;
  const behind =
    typeof meta === 'object' && meta !== null && 'driverAdapterError' in meta ? meta.driverAdapterError : null;
  return isOverdue(cause) || isOverdue(behind);
}
