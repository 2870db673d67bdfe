import type { Db } from '#database/databases.ts';
import { normaliseTag } from '#formats/text/normalise-tags.ts';
import { type Facet, type Facets, orderFacets } from '../ingest/publish/count-facets.ts';

/** Merges values of stored facets that have the same normal form. */
export async function mergeFacets(system: Db): Promise<void> {
  const revisions = await system.$queryRaw<{ orgId: string; id: string; facets: Facets }[]>`
    SELECT org_id AS "orgId", id, facets FROM dataset_revision WHERE facets::text IS NOT NFC NORMALIZED`;
  for (const { orgId, id, facets } of revisions) {
    const merged = orderFacets({ ...facets, tags: merge(facets.tags), labels: merge(facets.labels) });
    await system.$executeRaw`
      UPDATE dataset_revision SET facets = ${JSON.stringify(merged)}::jsonb
      WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid`;
  }
}

function merge(facets: readonly Facet[]): Facet[] {
  const counts = new Map<string, number>();
  for (const { value, count } of facets) {
    const normal = normaliseTag(value);
    counts.set(normal, (counts.get(normal) ?? 0) + count);
  }
  return Array.from(counts, ([value, count]) => ({ value, count }));
}
