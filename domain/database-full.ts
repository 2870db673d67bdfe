/** SQLSTATE for a disk without room, as PostgreSQL and Prisma report it. */
const diskFull = '53100';
const maxDepth = 6;

/** Whether an error, or what is behind it, is that the disk of PostgreSQL is full. */
export function isDatabaseFull(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > maxDepth) return false;
  const { code, originalCode, cause, meta } = error as Record<string, unknown>;
  if (code === diskFull || originalCode === diskFull) return true;
  const behind =
    typeof meta === 'object' && meta !== null && 'driverAdapterError' in meta ? meta.driverAdapterError : null;
  return isDatabaseFull(cause, depth + 1) || isDatabaseFull(behind, depth + 1);
}
