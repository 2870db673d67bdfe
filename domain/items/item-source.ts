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
  /** `FROM … WHERE …`, with the item as `i`. */
  sql: Prisma.Sql;
  /** The position column of the index that the walk uses. */
  position: Prisma.Sql;
}

// Sorting at most this many rows is faster than walking an index past all other rows.
const sortedAtMost = 5_000;

export interface ItemSourceUse {
  order?: ItemOrder;
  /** The caller reads at most this many of the items, in order. */
  most?: number;
}

/** Returns the items of a dataset at a revision that match a filter. Chooses the fastest way for this use. */
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
 * Returns the same as SQL. The dataset and the revision may come from the same statement. With `drivingTag`, starts
 * from the rows of that tag.
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
    // The rows of a tag are in the order of positions. One type is compared with their column, before the item is read.
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
