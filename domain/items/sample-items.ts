import type { Dataset } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { type ItemFilter, itemFilterSql } from './item-filter.ts';
import { visibleAtSql } from './items-at.ts';

/**
 * Returns SQL for a table `looked` with random items of a revision. Its column `matches` contains whether the item
 * matches the filter. Draws from all positions that were ever assigned. So each item has the same probability, even if
 * many items were removed. Equal queries draw equal positions.
 */
export function sampledItemsSql(
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  revision: number,
  filter: ItemFilter,
  size: number,
): Prisma.Sql {
  return Prisma.sql`
    extent AS (
      SELECT max(position) AS last FROM item WHERE org_id = ${dataset.orgId}::uuid AND dataset_id = ${dataset.id}::uuid
    ),
    drawn AS MATERIALIZED (
      SELECT DISTINCT 1 + (hashint8extended(n, ${revision}::bigint) & 9223372036854775807) % extent.last AS position
      FROM extent CROSS JOIN generate_series(1, ${size}) n
    ),
    looked AS MATERIALIZED (
      SELECT i.id, i.key, i.type, i.tags, i.since_revision, (${itemFilterSql(filter, dataset, 'READ')}) IS TRUE AS matches
      FROM drawn
      JOIN item i ON i.org_id = ${dataset.orgId}::uuid AND i.dataset_id = ${dataset.id}::uuid
        AND i.position = drawn.position
        AND ${visibleAtSql('i', revision)}
    )`;
}

/** Returns the number of items of a revision, to scale a sample. */
export async function itemCountOf(
  { db }: Pick<Context, 'db'>,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  revision: number,
): Promise<number> {
  const row = await db.datasetRevision.findUnique({
    where: { orgId_datasetId_number: { orgId: dataset.orgId, datasetId: dataset.id, number: revision } },
    select: { itemCount: true },
  });
  return row?.itemCount ?? 0;
}

/** Rounds an estimate to two significant digits, because a sample is not more precise. */
export function roundEstimate(value: number): number {
  return Number(value.toPrecision(2));
}
