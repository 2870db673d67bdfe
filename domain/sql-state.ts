const sqlState = /^(\d[\dA-Z]|F0|HV|P0|XX)[\dA-Z]{3}$/;
const maxDepth = 6;

/**
 * Returns the SQLSTATE of an error of PostgreSQL or Prisma's adapter, or of its cause. Returns null if neither has one.
 */
export function sqlStateOf(error: unknown, depth = 0): string | null {
  if (typeof error !== 'object' || error === null || depth > maxDepth) return null;
  const { code, originalCode, cause, meta } = error as Record<string, unknown>;
  const state = [originalCode, code].find((value) => typeof value === 'string' && sqlState.test(value));
  if (state !== undefined) return state as string;
  const adapterError =
    typeof meta === 'object' && meta !== null && 'driverAdapterError' in meta ? meta.driverAdapterError : null;
  return sqlStateOf(cause, depth + 1) ?? sqlStateOf(adapterError, depth + 1);
}
