import type { Dataset } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { type DrivingTag, findDrivingTag } from './driving-tag.ts';
import { type ItemFilter, itemFilterSql } from './item-filter.ts';
import { defaultItemOrder, type ItemOrder } from './item-order.ts';

export interface ItemSource {
  /** `FROM … WHERE …`, with the item as `i`. */
  sql: Prisma.Sql;
  /** The position, taken from the index that drives the walk. */
  position: Prisma.Sql;
}

// So many rows are sorted faster than an index is walked past all the others.
const sortedAtMost = 5_000;

/** The items that a filter leaves of a dataset at a revision. */
export async function itemSource(
  context: Pick<Context, 'db'>,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  revision: number,
  filter: ItemFilter,
  order: ItemOrder = defaultItemOrder,
): Promise<ItemSource> {
  const driving: DrivingTag | null = await findDrivingTag(context, dataset, revision, filter);
  const visible = Prisma.sql`i.since_revision <= ${revision} AND (i.until_revision IS NULL OR i.until_revision > ${revision})`;
  if (driving && (order.field === 'POSITION' || driving.count <= sortedAtMost)) {
    // The rows of a tag already stand in the order of positions.
    return {
      position: Prisma.sql`t.position`,
      sql: Prisma.sql`
        FROM item_tag t JOIN item i ON i.org_id = t.org_id AND i.id = t.item_id
        WHERE t.org_id = ${dataset.orgId}::uuid AND t.dataset_id = ${dataset.id}::uuid AND t.tag = ${driving.tag}
          AND ${visible} AND ${itemFilterSql(filter, dataset)}`,
    };
  }
  return {
    position: Prisma.sql`i.position`,
    sql: Prisma.sql`
      FROM item i
      WHERE i.org_id = ${dataset.orgId}::uuid AND i.dataset_id = ${dataset.id}::uuid AND ${visible} AND ${itemFilterSql(filter, dataset)}`,
  };
}
