import { Prisma } from '#prisma/client/client.ts';
import type { SearchScope } from './search-scope.ts';

export type SearchKind = 'ITEM' | 'TRANSCRIPT';

const sources: Record<SearchKind, (scope: SearchScope, words: string) => Prisma.Sql> = {
  ITEM: ({ orgId, datasetIds, revisions }, words) => Prisma.sql`
    SELECT item_id, NULL::uuid AS asset_id, -1 AS ordinal, -rank AS place, capped
    FROM search_items(${orgId}::uuid, ${datasetIds}::uuid[], ${revisions}::integer[], ${words})`,
  TRANSCRIPT: ({ orgId, datasetIds, revisions }, words) => Prisma.sql`
    SELECT item_id, asset_id, ordinal, -rank AS place, capped
    FROM search_transcripts(${orgId}::uuid, ${datasetIds}::uuid[], ${revisions}::integer[], ${words})`,
};

/** Everything that some words find, as rows of `item_id`, `asset_id`, `ordinal`, `place` and `capped`. */
export function searchSource(
  scopes: readonly SearchScope[],
  kinds: readonly SearchKind[],
  words: string,
): Prisma.Sql | null {
  const parts = scopes.flatMap((scope) => kinds.map((kind) => sources[kind](scope, words)));
  return parts.length === 0 ? null : Prisma.join(parts, ' UNION ALL ');
}
