import { manifestLimits } from '#formats/manifest/manifest-limits.ts';
import { patternOf } from '#formats/text/case-pattern.ts';
import { normaliseTags } from '#formats/text/normalise-tags.ts';
import { Prisma } from '#prisma/client/client.ts';
import { LimitExceeded } from '../errors.ts';
import { requireStorable } from '../require-storable.ts';

/** Conditions on the tags of an item. The Unicode forms NFC and NFD of a tag are equal. */
export interface TagFilter {
  all?: readonly string[] | null;
  any?: readonly string[] | null;
  none?: readonly string[] | null;
  /** Prefixes. One of the item's tags must begin with one of them. */
  anyPrefix?: readonly string[] | null;
  /** Whether upper and lower case are equal in all of these lists. */
  ignoreCase?: boolean | null;
}

const maxTags = 20;

/** Ids of a dataset, or SQL columns with the ids. */
export type DatasetInSql = Record<'id' | 'orgId', string | Prisma.Sql>;

/** Returns the tags that a filter requires exactly. With `ignoreCase`, there are none. */
export function exactTags(tags: TagFilter | null | undefined): string[] {
  const { all } = readTags(tags);
  return tags?.ignoreCase ? [] : all;
}

/** Returns the SQL conditions on the tags of `item i`. The statement must also restrict the rows to the dataset. */
export function tagsSql(tags: TagFilter | null | undefined, dataset: DatasetInSql): Prisma.Sql[] {
  const { all, any, none, anyPrefix } = readTags(tags);
  const ignoresCase = tags?.ignoreCase === true;
  const like = (texts: readonly string[], whole: boolean) => {
    // A longer text cannot match any stored tag, so it is omitted from the pattern.
    const patterns = texts.filter((text) => text.length <= manifestLimits.tagLength);
    if (patterns.length === 0) return Prisma.sql`FALSE`;
    const pattern = `^(?:${patterns.map((text) => patternOf(text, ignoresCase)).join('|')})${whole ? '$' : ''}`;
    return Prisma.sql`i.tags && ${tagsLikeSql(pattern, dataset)}`;
  };
  const hasAny = (texts: readonly string[]) =>
    ignoresCase ? like(texts, true) : Prisma.sql`i.tags && ${texts}::text[]`;
  return [
    ...all.map((tag) => (ignoresCase ? like([tag], true) : Prisma.sql`${tag} = ANY (i.tags)`)),
    ...(tags?.any ? [hasAny(any)] : []),
    ...(none.length > 0 ? [Prisma.sql`NOT ${hasAny(none)}`] : []),
    ...(tags?.anyPrefix ? [like(anyPrefix, false)] : []),
  ];
}

/**
 * Returns SQL for the array of a dataset's tags that match a pattern. The statement reads each distinct tag once, with
 * one index lookup per tag. Matching every row would take five times as long.
 */
function tagsLikeSql(pattern: string, { id, orgId }: DatasetInSql): Prisma.Sql {
  const ofDataset = Prisma.sql`FROM item_tag t WHERE t.org_id = ${orgId}::uuid AND t.dataset_id = ${id}::uuid`;
  return Prisma.sql`ARRAY(
    WITH RECURSIVE each_tag (tag) AS (
      (SELECT t.tag ${ofDataset} ORDER BY t.tag LIMIT 1)
      UNION ALL
      SELECT (SELECT t.tag ${ofDataset} AND t.tag > e.tag ORDER BY t.tag LIMIT 1) FROM each_tag e WHERE e.tag IS NOT NULL
    )
    SELECT e.tag FROM each_tag e WHERE e.tag ~ ${pattern}
  )`;
}

function readTags(tags: TagFilter | null | undefined) {
  const lists = {
    all: tags?.all ?? [],
    any: tags?.any ?? [],
    none: tags?.none ?? [],
    anyPrefix: tags?.anyPrefix ?? [],
  };
  const given = Object.values(lists).flat();
  if (given.length > maxTags) {
    throw new LimitExceeded(maxTags, `A filter can have at most ${maxTags} tags.`);
  }
  requireStorable(given, 'filter.tags');
  return {
    all: normaliseTags(lists.all),
    any: normaliseTags(lists.any),
    none: normaliseTags(lists.none),
    anyPrefix: normaliseTags(lists.anyPrefix),
  };
}
