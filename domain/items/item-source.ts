import type { Dataset } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { areWordsCommon } from './common-words.ts';
import { findDrivingTag } from './driving-tag.ts';
import { type DatasetInSql, type ItemFilter, itemFilterSql, requiredWords, type WordsWay } from './item-filter.ts';
import { defaultItemOrder, type ItemOrder } from './item-order.ts';
import { visibleAtSql } from './items-at.ts';

export interface ItemSource {
  /** `FROM … WHERE …`, with the item as `i`. */
  sql: Prisma.Sql;
  /** The position, taken from the index that drives the walk. */
  position: Prisma.Sql;
}

// So many rows are sorted faster than an index is walked past all the others.
const sortedAtMost = 5_000;

export interface ItemSourceUse {
  order?: ItemOrder;
  /** So many of the items are read, in their order, and no more. */
  most?: number;
}

/** The items that a filter leaves of a dataset at a revision, by the way that is best for what is read of them. */
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
 * The same, in SQL: of a dataset and at a revision that the statement may itself have found, and by the rows of a tag if
 * one is to drive the walk.
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
    // The rows of a tag already stand in the order of positions, and those of a tag and a type as well.
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
