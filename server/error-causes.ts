/** Fields that errors of Node, PostgreSQL and Prisma may have. */
export interface ErrorFacts {
  code?: unknown;
  originalCode?: unknown;
  kind?: unknown;
  message?: unknown;
}

/**
 * Returns whether `fits` is true for an error or for one of its causes, including the driver error that Prisma keeps.
 */
export function isCausedBy(error: unknown, fits: (facts: ErrorFacts) => boolean): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if (fits(error)) return true;
  const { cause, meta } = error as { cause?: unknown; meta?: unknown };
  const ofDriver =
    typeof meta === 'object' && meta !== null && 'driverAdapterError' in meta ? meta.driverAdapterError : null;
  return isCausedBy(cause, fits) || isCausedBy(ofDriver, fits);
}

/** Returns whether `fits` is true for the code of an error, or for the PostgreSQL code that it has. */
export function hasCode({ code, originalCode }: ErrorFacts, fits: (code: string) => boolean): boolean {
  return [code, originalCode].some((given) => typeof given === 'string' && fits(given));
}
