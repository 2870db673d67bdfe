import { expect, test } from 'vitest';
import { newId } from '#domain/ids.ts';
import { enqueue } from '#domain/tasks.ts';
import { jobWorldOfFile } from './testing/job-world.ts';

const lab = jobWorldOfFile();
const dayMilliseconds = 86_400_000;

async function roll() {
  await enqueue(lab().databases.system, 'rollAccessLog', {});
  await lab().runJobs();
  expect(await lab().databases.system.$queryRaw`SELECT last_error FROM graphile_worker.jobs`).toEqual([]);
}

const partitions = async () =>
  (
    await lab().databases.system.$queryRaw<{ name: string }[]>`
      SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
      WHERE inhparent = 'access_log'::regclass ORDER BY relname`
  ).map(({ name }) => name);

const seeAt = async (at: Date) => {
  const { databases, lumen } = lab();
  const id = newId();
  await databases.system.accessLog.create({
    data: { id, at, orgId: lumen.id, action: 'ASSET_URL', requestId: 'test' },
  });
  return id;
};

/** Returns `access_log_YYYYMM` for the month that is `months` from now. */
function partitionOf(months: number): string {
  const now = new Date();
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1));
  return `access_log_${month.toISOString().slice(0, 7).replace('-', '')}`;
}

test('this month and the next two have a partition, also when rows were waiting for theirs', async () => {
  const { databases } = lab();
  const ids = [await seeAt(new Date()), await seeAt(new Date(Date.now() - 100 * dayMilliseconds))];
  for (const months of [0, 1, 2]) {
    // Simulates that no worker ran for months: the rows are in the default partition.
    await databases.system.$transaction(async (tx) => {
      await tx.$executeRawUnsafe(`CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM ${partitionOf(months)}`);
      await tx.$executeRawUnsafe(`DROP TABLE ${partitionOf(months)}`);
      await tx.$executeRaw`INSERT INTO access_log SELECT * FROM kept`;
    });
  }
  expect(await partitions()).toEqual(['access_log_rest']);

  await roll();
  await roll();
  expect(await partitions()).toEqual([partitionOf(0), partitionOf(1), partitionOf(2), 'access_log_rest']);
  const rows = await databases.system.accessLog.findMany({ where: { id: { in: ids } } });
  expect(rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect(await databases.system.$queryRaw`SELECT id FROM access_log_rest`).toEqual([{ id: ids[1] }]);
});

test('what is past retention is dropped, what is within it stays', async () => {
  const { databases } = lab();
  await databases.system
    .$executeRaw`CREATE TABLE access_log_202001 PARTITION OF access_log FOR VALUES FROM ('2020-01-01') TO ('2020-02-01')`;
  const old = [await seeAt(new Date('2020-01-15')), await seeAt(new Date('2019-05-01'))];
  const kept = [await seeAt(new Date(Date.now() - 399 * dayMilliseconds)), await seeAt(new Date())];
  await roll();

  expect(await partitions()).not.toContain('access_log_202001');
  const rows = await databases.system.accessLog.findMany({ where: { id: { in: [...old, ...kept] } } });
  expect(rows.map(({ id }) => id).toSorted()).toEqual(kept.toSorted());
});

test('a new partition stands behind the wall like all others', async () => {
  const { databases, lumen, meridian } = lab();
  await roll();
  const id = await seeAt(new Date());

  expect(await databases.asMembersOf([lumen.id]).accessLog.findMany({ where: { id } })).toHaveLength(1);
  expect(await databases.asMembersOf([meridian.id]).accessLog.findMany({ where: { id } })).toEqual([]);
});
