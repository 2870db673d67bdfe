import type { Db } from '#database/databases.ts';
import { withBulkTimeouts } from '#database/with-bulk-timeouts.ts';
import { compareCodePoints, naturalKey } from '#formats/natural-order.ts';
import { visibleAtSql } from '../../items/items-at.ts';

export interface Facet {
  value: string;
  count: number;
}

export type Facets = Record<'types' | 'tags' | 'labels', Facet[]>;

/** Maximum number of values of a facet that are stored, the most frequent first. */
const keptValues = 1_000;

/**
 * Counts the items of a revision by type, by tag and by published label. The counts are exact. It also counts a
 * revision that is not published yet.
 */
export async function countFacets(
  db: Db,
  { orgId, datasetId }: { orgId: string; datasetId: string },
  revision: number,
): Promise<Facets> {
  return withBulkTimeouts(db, async (tx) => {
    const [facets] = await tx.$queryRaw<Facets[]>`
      WITH visible AS NOT MATERIALIZED (
        SELECT i.key, i.type, i.tags, i.since_revision FROM item i
        WHERE i.org_id = ${orgId}::uuid AND i.dataset_id = ${datasetId}::uuid
          AND ${visibleAtSql('i', revision)}
      ),
      types AS (SELECT type::text AS value, count(*) FROM visible GROUP BY type ORDER BY 2 DESC),
      tags AS (
        SELECT tag AS value, count(*) FROM visible CROSS JOIN LATERAL unnest(tags) AS tag
        GROUP BY tag ORDER BY 2 DESC, tag COLLATE "C" LIMIT ${keptValues}
      ),
      labels AS (
        SELECT a.label AS value, count(DISTINCT a.item_key) AS count FROM annotation a
        JOIN visible v ON v.key = a.item_key AND v.since_revision = a.since_revision
        WHERE a.org_id = ${orgId}::uuid AND a.dataset_id = ${datasetId}::uuid AND a.source = 'PUBLISHER'
        GROUP BY a.label ORDER BY 2 DESC, a.label COLLATE "C" LIMIT ${keptValues}
      )
      SELECT
        (SELECT coalesce(jsonb_agg(types), '[]') FROM types) AS types,
        (SELECT coalesce(jsonb_agg(tags), '[]') FROM tags) AS tags,
        (SELECT coalesce(jsonb_agg(labels), '[]') FROM labels) AS labels`;
    if (!facets) throw new Error('An aggregate gives one row.');
    return orderFacets(facets);
  });
}

/** Sorts the values of each facet: the most frequent first, and values with equal counts in natural order. */
export function orderFacets({ types, tags, labels }: Facets): Facets {
  return { types: orderFacet(types), tags: orderFacet(tags), labels: orderFacet(labels) };
}

function orderFacet(values: readonly Facet[]): Facet[] {
  return values
    .map((facet) => ({ facet, sortKey: naturalKey(facet.value) }))
    .sort((a, b) => b.facet.count - a.facet.count || compareCodePoints(a.sortKey, b.sortKey))
    .map(({ facet }) => facet);
}
