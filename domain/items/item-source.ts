import type { Dataset } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { areWordsCommon } from './common-words.ts';
import { findDrivingTag } from './driving-tag.ts';
import { type ItemFilter, itemFilterSql, requiredWords, type WordsWay } from './item-filter.ts';
import { defaultItemOrder, type ItemOrder } from './item-order.ts';
import { visibleAtSql } from './items-at.ts';
import type { DatasetInSql } from './tag-condition.ts';

export interface ItemSource {
  /** `FROM` and `WHERE` clauses, in which the item is `i`. */
  sql: Prisma.Sql;
  /** Position column that belongs to the index that the statement uses. */
  position: Prisma.Sql;
}

// Maximum number of rows for sorting. Sorting more rows would be slower than walking an index in the right order.
const sortedAtMost = 5_000;

export interface ItemSourceUse {
  order?: ItemOrder;
  /** Maximum number of items that the caller reads, in the given order. */
  most?: number;
}

/**
 * Returns SQL for the items of a dataset at a revision that match a filter. Chooses the fastest way for the given use.
 */
export async function itemSource(
  context: Pick<Context, 'db'>,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  revision: number,
  filter: ItemFilter,
  { order = defaultItemOrder, most = Number.POSITIVE_INFINITY }: ItemSourceUse = {},
): Promise<ItemSource> {
  const driving = await findDrivingTag(context, dataset, revision, filter);
  const areFew = driving !== null && driving.count <= sortedAtMost;
  const drives = driving !== null && (order.field === 'POSITION' || areFew);
  const wordsAreRead =
    requiredWords(filter).length > 0 &&
    (areFew || (order.field !== 'RELEVANCE' && (await areWordsCommon(context, dataset, revision, filter, most))));
  return itemSourceSql(dataset, revision, filter, drives ? driving.tag : null, wordsAreRead ? 'READ' : 'LOOKED_UP');
}

/**
 * Returns SQL for the items, without choosing a way. The dataset and the revision can be SQL of the same statement.
 * With `drivingTag`, the statement starts with the rows of that tag.
 */
export function itemSourceSql(
  dataset: DatasetInSql,
  revision: number | Prisma.Sql,
  filter: ItemFilter,
  drivingTag: string | Prisma.Sql | null,
  wordsWay: WordsWay = 'LOOKED_UP',
): ItemSource {
  const { id, orgId } = dataset;
  const visible = visibleAtSql('i', revision);
  if (drivingTag !== null) {
    // The rows of a tag are in the order of positions. A single type is compared with a column of these rows, so items
    // of other types are not read.
    const [type, ...otherTypes] = new Set(filter.types ?? []);
    const ofType = type && otherTypes.length === 0 ? Prisma.sql`AND t.type = ${type}::text::"ItemType"` : Prisma.empty;
    return {
      position: Prisma.sql`t.position`,
      sql: Prisma.sql`
        FROM item_tag t JOIN item i ON i.org_id = t.org_id AND i.id = t.item_id
        WHERE t.org_id = ${orgId}::uuid AND t.dataset_id = ${id}::uuid AND t.tag = ${drivingTag} ${ofType}
          AND ${visible} AND ${itemFilterSql(filter, dataset, wordsWay)}`,
    };
  }
  return {
    position: Prisma.sql`i.position`,
    sql: Prisma.sql`
      FROM item i
      WHERE i.org_id = ${orgId}::uuid AND i.dataset_id = ${id}::uuid AND ${visible} AND ${itemFilterSql(filter, dataset, wordsWay)}`,
  };
}
