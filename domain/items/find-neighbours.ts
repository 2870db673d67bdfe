import type { Dataset } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import { filterFor } from '../annotations/reviews.ts';
import type { Context } from '../context.ts';
import { readableRevision } from '../datasets/readable-revision.ts';
import { checkMetadataTypes } from './check-metadata-types.ts';
import type { ItemFilter } from './item-filter.ts';
import { beyondRowSql, type ItemOrder, itemOrderOf, itemOrderSql, sortColumnSql } from './item-order.ts';
import { itemSource } from './item-source.ts';

export interface NeighbourInput {
  /** 1 for the next item, -1 for the previous one. */
  direction: 1 | -1;
  filter?: ItemFilter | null;
  orderBy?: ItemOrder | null;
  revision?: number | null;
}

/**
 * Returns the ids of the previous or next items of some items, in a list of their dataset at the revision that the
 * viewer reads. Takes one statement. The first or last item of the list has no neighbour on one side. An item that the
 * filter excludes also has neighbours, by its place in the order.
 */
export async function findNeighbours(
  context: Pick<Context, 'db' | 'viewer'>,
  dataset: Pick<Dataset, 'id' | 'orgId' | 'revision'>,
  itemIds: readonly string[],
  { direction, revision: asked, ...input }: NeighbourInput,
): Promise<Map<string, string>> {
  const filter = filterFor(context.viewer, input.filter ?? {});
  const order = itemOrderOf(input);
  const backward = direction === -1;
  const revision = await readableRevision(context, dataset, asked);
  if (revision === null) return new Map();
  await checkMetadataTypes(context, dataset, revision, filter);
  const source = await itemSource(context, dataset, revision, filter, { order, most: itemIds.length });
  const rows = await context.db.$queryRaw<{ here: string; beside: string }[]>`
    SELECT here.id AS here, beside.id AS beside
    FROM (
      SELECT i.id, i.position, ${sortColumnSql(order)} AS sort_value FROM item i
      WHERE i.org_id = ${dataset.orgId}::uuid AND i.id = ANY (${[...new Set(itemIds)]}::uuid[])
    ) here
    CROSS JOIN LATERAL (
      SELECT i.id ${source.sql} AND ${beyondRowSql(order, Prisma.raw('here'), backward, source.position)}
      ORDER BY ${itemOrderSql(order, backward, source.position)} LIMIT 1
    ) beside`;
  return new Map(rows.map(({ here, beside }) => [here, beside]));
}
