/** Fields that errors of Node, PostgreSQL and Prisma may have. */
export interface ErrorFacts {
  code?: unknown;
  originalCode?: unknown;
  kind?: unknown;
  message?: unknown;
}

/** Whether this holds of an error or of one that caused it, including the one that Prisma has from its driver. */
export function isCausedBy(error: unknown, fits: (facts: ErrorFacts) => boolean): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if (fits(error)) return true;
  const { cause, meta } = error as { cause?: unknown; meta?: unknown };
  const ofDriver =
    typeof meta === 'object' && meta !== null && 'driverAdapterError' in meta ? meta.driverAdapterError : null;
  return isCausedBy(cause, fits) || isCausedBy(ofDriver, fits);
}

/** Whether an error has a code that fits, its own or that of PostgreSQL. */
export function hasCode({ code, originalCode }: ErrorFacts, fits: (code: string) => boolean): boolean {
  return [code, originalCode].some((given) => typeof given === 'string' && fits(given));
}
