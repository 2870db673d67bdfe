import type { Dataset } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import { type ItemFilter, itemFilterSql, readTags } from './item-filter.ts';
import type { ItemOrder } from './item-order.ts';

export interface ItemSource {
  /** `FROM … WHERE …`, with the item as `i`. */
  sql: Prisma.Sql;
  /** The position, taken from the index that drives the walk. */
  position: Prisma.Sql;
}

/** The items that a filter leaves of a dataset at a revision. */
export function itemSource(
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  revision: number,
  filter: ItemFilter,
  order: ItemOrder,
): ItemSource {
  const visible = Prisma.sql`i.since_revision <= ${revision} AND (i.until_revision IS NULL OR i.until_revision > ${revision})`;
  const [tag] = readTags(filter.tags).all;
  if (tag !== undefined && order.field === 'POSITION') {
    // The rows of a tag already stand in this order.
    return {
      position: Prisma.sql`t.position`,
      sql: Prisma.sql`
        FROM item_tag t JOIN item i ON i.org_id = t.org_id AND i.id = t.item_id
        WHERE t.org_id = ${dataset.orgId}::uuid AND t.dataset_id = ${dataset.id}::uuid AND t.tag = ${tag}
          AND ${visible} AND ${itemFilterSql(filter)}`,
    };
  }
  return {
    position: Prisma.sql`i.position`,
    sql: Prisma.sql`
      FROM item i
      WHERE i.org_id = ${dataset.orgId}::uuid AND i.dataset_id = ${dataset.id}::uuid AND ${visible} AND ${itemFilterSql(filter)}`,
  };
}
