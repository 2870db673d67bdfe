import type { Dataset } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { type ItemFilter, requiredTags } from './item-filter.ts';

/** The tag with the fewest rows, with which a statement starts. `count` is an upper bound of the number of its rows. */
export interface DrivingTag {
  tag: string;
  count: number;
}

/**
 * Returns the rarest of the tags that the filter requires, by the stored counts of the revision. Returns null if the
 * filter requires no tags.
 */
export async function findDrivingTag(
  { db }: Pick<Context, 'db'>,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  revision: number,
  filter: ItemFilter,
): Promise<DrivingTag | null> {
  const tags = requiredTags(filter);
  if (tags.length === 0) return null;
  // A revision stores the counts of its thousand most frequent tags. Every other tag is at most as frequent as the last
  // of these.
  const [rarest] = await db.$queryRaw<{ tag: string; count: number }[]>`
    SELECT wanted.tag, coalesce(counted.count, rest.count)::integer AS count
    FROM dataset_revision r
    CROSS JOIN LATERAL (
      SELECT CASE WHEN jsonb_array_length(r.facets->'tags') < 1000 THEN 0 ELSE (r.facets->'tags'->-1->>'count')::integer END AS count
    ) rest
    CROSS JOIN unnest(${tags}::text[]) AS wanted (tag)
    LEFT JOIN LATERAL jsonb_to_recordset(r.facets->'tags') AS counted (value text, count integer) ON counted.value = wanted.tag
    WHERE r.org_id = ${dataset.orgId}::uuid AND r.dataset_id = ${dataset.id}::uuid AND r.number = ${revision}
    ORDER BY 2, 1 LIMIT 1`;
  return rarest ?? { tag: tags[0]!, count: Number.POSITIVE_INFINITY };
}
