import type { Db, Tx } from '#database/databases.ts';

const patienceMilliseconds = 60_000;

/**
 * Runs a statement whose subqueries look rows up in the order of an index, so that they walk exactly that index.
 *
 * What is published or uploaded at this moment is not in PostgreSQL's statistics yet. It takes such rows to be one or
 * none, by any index that begins with the organization, and may then read the whole dataset for each of them. Without
 * sorts, only the index that has the order is left; name all its columns in the order, and compare them as a tuple where
 * one of them is fixed, so that no other index has that order too.
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
