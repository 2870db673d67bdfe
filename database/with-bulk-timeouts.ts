import type { Db, Tx } from './databases.ts';

const patienceMilliseconds = 180_000;

/**
 * Runs statements on a whole manifest or dataset, with higher limits for time and memory than a request has. Turns off
 * nested loops, which PostgreSQL may choose because the statistics of newly filled tables are out of date.
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
