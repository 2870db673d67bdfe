import type { Db, Tx } from './databases.ts';

const patienceMilliseconds = 60_000;

/**
 * Runs a statement whose subqueries find rows in the order of an index, so that they use exactly that index.
 *
 * PostgreSQL's statistics do not yet know rows that are being published or uploaded. So it expects few or no rows, and
 * may use any index that begins with the organization. Then it may read the whole dataset for each row. With sorts
 * disabled, only the index with the right order is left. Name all its columns in the order. If one of them is fixed,
 * compare them as a tuple, so that no other index has that order.
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
