import type { Db, Tx } from './databases.ts';

const patienceMilliseconds = 60_000;

/**
 * Runs a statement whose subqueries read rows in the order of an index. It makes PostgreSQL use exactly that index.
 *
 * The statistics of PostgreSQL do not contain rows that are being published or uploaded. It expects few rows, and may
 * choose any index that begins with the organization. It could then read the whole dataset for each row. With sorting
 * turned off, it must use the index that has the required order. ORDER BY must name all columns of that index. If a
 * column has a fixed value, compare the columns as a tuple, so that no other index has the order.
 */
export function withIndexScans<Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`
        SELECT set_config('enable_sort', 'off', true), set_config('enable_incremental_sort', 'off', true),
          set_config('statement_timeout', ${String(patienceMilliseconds)}, true),
          set_config('lock_timeout', ${String(patienceMilliseconds)}, true)`;
      return work(tx);
    },
    { timeout: patienceMilliseconds, maxWait: 30_000 },
  );
}
