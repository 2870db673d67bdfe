import type { Db, Tx } from '#database/databases.ts';
import { implement } from './kit.ts';

/** Creates the next partitions of the access log, and drops partitions that are older than the retention time. */
export const rollAccessLog = implement('rollAccessLog', async (_payload, { db, accessLogRetentionDays, logger }) => {
  await makePartitions(db);
  const dropped = await dropPartitions(db, accessLogRetentionDays);
  if (dropped.length > 0) logger.info({ dropped }, 'access log past retention removed');
});

/**
 * Creates partitions. PostgreSQL refuses a partition for a month while the default partition contains rows of that
 * month. This happens if no worker ran for months. Such rows are removed from the default partition and inserted again.
 */
async function makePartitions(db: Db): Promise<void> {
  const [rest] = await db.$queryRaw<{ exists: boolean }[]>`SELECT EXISTS (SELECT FROM access_log_rest) AS exists`;
  if (!rest?.exists) {
    await db.$queryRaw`SELECT ensure_access_log_partitions()::text`;
    return;
  }
  await db.$transaction(
    async (tx) => {
      await tx.$executeRaw`LOCK TABLE access_log_rest IN ACCESS EXCLUSIVE MODE`;
      await tx.$executeRaw`CREATE TEMP TABLE moving_access_log (LIKE access_log) ON COMMIT DROP`;
      await tx.$executeRaw`INSERT INTO moving_access_log SELECT * FROM access_log_rest`;
      await tx.$executeRaw`TRUNCATE access_log_rest`;
      await tx.$queryRaw`SELECT ensure_access_log_partitions()::text`;
      await tx.$executeRaw`INSERT INTO access_log SELECT * FROM moving_access_log`;
    },
    { timeout: 300_000 },
  );
}

async function dropPartitions(db: Db, retentionDays: number): Promise<string[]> {
  const partitions = await db.$queryRaw<{ name: string }[]>`
    SELECT relname AS name
    FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = 'access_log'::regclass
      AND relname ~ '^access_log_[0-9]{6}$'
      AND (to_date(right(relname, 6), 'YYYYMM') + interval '1 month') AT TIME ZONE 'UTC'
        <= now() - make_interval(days => ${retentionDays}::int)`;
  for (const { name } of partitions) await dropPartition(db, name);
  await db.$executeRaw`DELETE FROM access_log_rest WHERE at < now() - make_interval(days => ${retentionDays}::int)`;
  return partitions.map(({ name }) => name);
}

/** Drops a partition. The name is safe, because it comes from the PostgreSQL catalog and matches the pattern above. */
async function dropPartition(db: Db | Tx, name: string): Promise<void> {
  await db.$executeRawUnsafe(`DROP TABLE IF EXISTS "${name}"`);
}
