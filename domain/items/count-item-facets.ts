import type { Dataset } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import { annotationsOfSql } from '../annotations/annotations-of-sql.ts';
import { filterFor, seesReviews } from '../annotations/reviews.ts';
import type { Context } from '../context.ts';
import { type Facets, orderFacets } from '../ingest/publish/count-facets.ts';
import type { ItemFilter } from './item-filter.ts';
import { itemSource } from './item-source.ts';
import { itemCountOf, roundEstimate, sampledItemsSql } from './sample-items.ts';

export type FacetCounts = Facets & { exact: boolean };

const countedAtMost = 100_000;
/** Maximum number of values of a facet in the result, the most frequent first. */
const toldValues = 1_000;

const sampled = 20_000;

/**
 * Counts the items of a filtered list by type, tag and label, including the labels of reviewers. The counts are exact
 * if the list has at most `limit` items. Otherwise they are estimates from a sample, rounded to two digits. The counts
 * of an unfiltered list are stored with the revision.
 */
export async function countItemFacets(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  revision: number,
  asked: ItemFilter,
  limit = countedAtMost,
): Promise<FacetCounts> {
  const filter = filterFor(viewer, asked);
  const facets = facetsOf(dataset, seesReviews(viewer));
  const source = await itemSource({ db }, dataset, revision, filter, { most: limit + 1 });
  const [counted] = await db.$queryRaw<(Facets & { count: number })[]>`
    WITH matched AS MATERIALIZED (
      SELECT i.key, i.type, i.tags, i.since_revision ${source.sql} LIMIT ${limit + 1}
    )
    SELECT (SELECT count(*)::integer FROM matched) AS count, ${facets}`;
  const { count, ...exact } = counted!;
  if (count <= limit) return { ...orderFacets(exact), exact: true };

  const itemCount = await itemCountOf({ db }, dataset, revision);
  const [sample] = await db.$queryRaw<(Facets & { count: number })[]>`
    WITH ${sampledItemsSql(dataset, revision, filter, sampled)},
      matched AS MATERIALIZED (SELECT * FROM looked WHERE matches)
    SELECT (SELECT count(*)::integer FROM looked) AS count, ${facets}`;
  const scaled = (values: Facets['types']) =>
    values.map(({ value, count: inSample }) => ({
      value,
      count: roundEstimate((inSample * itemCount) / sample!.count),
    }));
  const { types, tags, labels } = sample!;
  return { ...orderFacets({ types: scaled(types), tags: scaled(tags), labels: scaled(labels) }), exact: false };
}

/** Returns SQL for the facets of the rows in the table `matched`, which the statement must define. */
function facetsOf({ id, orgId }: Pick<Dataset, 'id' | 'orgId'>, withReviews: boolean): Prisma.Sql {
  const top = (counted: Prisma.Sql) => Prisma.sql`
    (SELECT coalesce(jsonb_agg(f), '[]') FROM (
      SELECT * FROM (${counted}) c ORDER BY c.count DESC, c.value COLLATE "C" LIMIT ${toldValues}
    ) f)`;
  return Prisma.sql`
    ${top(Prisma.sql`SELECT type::text AS value, count(*) FROM matched GROUP BY type`)} AS types,
    ${top(Prisma.sql`SELECT tag AS value, count(*) FROM matched CROSS JOIN unnest(tags) tag GROUP BY tag`)} AS tags,
    ${top(Prisma.sql`
      SELECT a.label AS value, count(DISTINCT a.item_key) AS count
      FROM (SELECT ${orgId}::uuid AS org_id, ${id}::uuid AS dataset_id, key, since_revision FROM matched) m
      JOIN annotation a ON ${annotationsOfSql(Prisma.raw('m'), withReviews)}
      GROUP BY a.label`)} AS labels`;
}
