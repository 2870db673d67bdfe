import { Prisma } from '#prisma/client/client.ts';
import type { ItemType } from '#prisma/client/enums.ts';
import { InvalidInput, LimitExceeded } from '../errors.ts';

/** Which items of a dataset; conditions that are given must all hold. */
export interface ItemFilter {
  types?: readonly ItemType[] | null;
  tags?: TagFilter | null;
}

/** Tags compare exactly, letter by letter. */
export interface TagFilter {
  all?: readonly string[] | null;
  any?: readonly string[] | null;
  none?: readonly string[] | null;
}

const mostTags = 20;

/** The condition on `item i` that a filter states, for the rows of one dataset. */
export function itemFilterSql(filter: ItemFilter): Prisma.Sql {
  const conditions: Prisma.Sql[] = [];
  if (filter.types?.length) {
    conditions.push(Prisma.sql`i.type = ANY (${[...new Set(filter.types)]}::text[]::"ItemType"[])`);
  }
  const { all, any, none } = readTags(filter.tags);
  for (const tag of all) conditions.push(Prisma.sql`${tag} = ANY (i.tags)`);
  if (any.length > 0) conditions.push(Prisma.sql`i.tags && ${any}::text[]`);
  if (none.length > 0) conditions.push(Prisma.sql`NOT i.tags && ${none}::text[]`);
  return conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join(conditions, ' AND ');
}

export function readTags(tags: TagFilter | null | undefined) {
  const read = { all: [...(tags?.all ?? [])], any: [...(tags?.any ?? [])], none: [...(tags?.none ?? [])] };
  const given = [...read.all, ...read.any, ...read.none];
  if (given.length > mostTags) {
    throw new LimitExceeded(mostTags, `A filter names at most ${mostTags} tags.`);
  }
  if (given.some((tag) => tag.includes('\0'))) {
    throw new InvalidInput('filter.tags', 'A tag cannot contain the character U+0000.');
  }
  return read;
}

export function isEmptyFilter(filter: ItemFilter): boolean {
  return itemFilterSql(filter).sql === 'TRUE';
}
