import type { Dataset } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { compileQuery } from '../text/tsquery.ts';
import { type ItemFilter, itemFilterSql, requiredWords } from './item-filter.ts';
import { visibleAtSql } from './items-at.ts';

/** Minimum number of items for a sample. In smaller datasets, few items contain any given words. */
const smallest = 20_000;
/** Size of the sample: the number of stretches, and the number of positions per stretch. */
const stretches = 20;
const stretch = 200;
/** Minimum number of matches in the sample for an estimate. With fewer matches, a walk may have to read all items. */
const fewest = 20;

/**
 * Returns whether the words of a filter are common. If they are, walking the list to the first `most` matches is faster
 * than looking up all items with the words. Reads a few random stretches of a large revision. A wrong result only makes
 * the query slower.
 */
export async function areWordsCommon(
  { db }: Pick<Context, 'db'>,
  { id, orgId }: Pick<Dataset, 'id' | 'orgId'>,
  revision: number,
  filter: ItemFilter,
  most: number,
): Promise<boolean> {
  const matches = requiredWords(filter).map((words) => compileQuery(words).match);
  if (matches.includes(null)) return false;
  const hasWords = matches.map((match) => Prisma.sql`i.words @@ ${match}::tsquery`);
  const [sample] = await db.$queryRaw<{ items: number; looked: number; named: number; matched: number }[]>`
    SELECT r.item_count AS items, count(*)::integer AS looked, count(*) FILTER (WHERE s.matches IS NOT NULL)::integer AS named,
      count(*) FILTER (WHERE s.matches)::integer AS matched
    FROM dataset_revision r
    CROSS JOIN LATERAL (
      SELECT max(position) AS last FROM item WHERE org_id = ${orgId}::uuid AND dataset_id = ${id}::uuid
    ) extent
    CROSS JOIN LATERAL (
      SELECT (hashint8extended(n, ${revision}::bigint) & 9223372036854775807) % extent.last AS start
      FROM generate_series(1, ${stretches}) n
    ) drawn
    CROSS JOIN LATERAL (
      SELECT CASE WHEN ${Prisma.join(hasWords, ' AND ')} THEN (${itemFilterSql(filter, { id, orgId }, 'READ')}) IS TRUE END AS matches
      FROM item i
      WHERE i.org_id = ${orgId}::uuid AND i.dataset_id = ${id}::uuid AND i.position > drawn.start AND i.position <= drawn.start + ${stretch}
        AND ${visibleAtSql('i', revision)}
      ORDER BY i.position LIMIT ${stretch}
    ) s
    WHERE r.org_id = ${orgId}::uuid AND r.dataset_id = ${id}::uuid AND r.number = ${revision} AND r.item_count > ${smallest}
    GROUP BY r.item_count`;
  if (!sample) return false;
  const { items, looked, named, matched } = sample;
  const walkedRows = matched < fewest ? items : Math.min(items, (most * looked) / matched);
  // Looking up a row takes at least twice as long as reading it in a walk.
  return walkedRows < (2 * items * named) / looked;
}
