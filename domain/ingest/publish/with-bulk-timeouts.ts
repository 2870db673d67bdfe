import type { Db, Tx } from '#database/databases.ts';

const patienceMilliseconds = 180_000;

/**
 * Runs statements over a whole manifest or dataset, which may take longer and more memory than those of a request. Rows
 * are not looked up one by one then, whatever the statistics of tables that have just been filled say.
 */
export function withBulkTimeouts<Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`
        SELECT set_config('statement_timeout', ${String(patienceMilliseconds)}, true),
          set_config('lock_timeout', ${String(patienceMilliseconds)}, true), set_config('work_mem', '64MB', true), set_config('enable_nestloop', 'off', true)`;
      return work(tx);
    },
    { timeout: patienceMilliseconds, maxWait: 30_000 },
  );
}
