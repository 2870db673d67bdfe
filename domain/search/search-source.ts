import { keysOf } from '#formats/keys-of.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { WordsQuery } from '../text/tsquery.ts';
import type { SearchScope } from './search-scope.ts';

export type SearchKind = 'ITEM' | 'TRANSCRIPT';

const sources: Record<SearchKind, (scope: SearchScope, query: WordsQuery) => Prisma.Sql[]> = {
  ITEM: ({ orgId, datasetIds, revisions }, { match, rank, outsideTranscripts, text }) => [
    Prisma.sql`
      SELECT item_id, NULL::uuid AS asset_id, -1 AS ordinal, -rank AS place, capped
      FROM ranked_items_matching(
        ${orgId}::uuid, ${datasetIds}::uuid[], ${revisions}::integer[], ${match}::tsquery, ${rank}::tsquery,
        ${outsideTranscripts}::tsquery)`,
    // Finds rows that the tokeniser has not processed yet, by PostgreSQL's own parser.
    Prisma.sql`
      SELECT f.item_id, NULL::uuid, -1, -f.rank, f.capped
      FROM search_items(${orgId}::uuid, ${datasetIds}::uuid[], ${revisions}::integer[], ${text}) f
      JOIN item i ON i.org_id = ${orgId}::uuid AND i.id = f.item_id AND i.words_version = 0
      WHERE EXISTS (SELECT FROM item u WHERE u.org_id = ${orgId}::uuid AND u.words_version = 0)`,
  ],
  TRANSCRIPT: ({ orgId, datasetIds, revisions }, { match, rank, text }) => [
    Prisma.sql`
      SELECT item_id, asset_id, ordinal, -rank AS place, capped
      FROM ranked_moments_matching(
        ${orgId}::uuid, ${datasetIds}::uuid[], ${revisions}::integer[], ${match}::tsquery, ${rank}::tsquery)`,
    Prisma.sql`
      SELECT f.item_id, f.asset_id, f.ordinal, -f.rank, f.capped
      FROM search_transcripts(${orgId}::uuid, ${datasetIds}::uuid[], ${revisions}::integer[], ${text}) f
      JOIN transcript_segment s ON s.org_id = ${orgId}::uuid AND s.asset_id = f.asset_id AND s.ordinal = f.ordinal
        AND s.words_version = 0
      WHERE EXISTS (SELECT FROM transcript_segment u WHERE u.org_id = ${orgId}::uuid AND u.words_version = 0)`,
  ],
};

export const searchKinds: SearchKind[] = keysOf(sources);

/** Returns SQL for all results of a search, with the columns `item_id`, `asset_id`, `ordinal`, `place` and `capped`. */
export function searchSource(
  scopes: readonly SearchScope[],
  kinds: readonly SearchKind[],
  query: WordsQuery,
): Prisma.Sql | null {
  const parts = scopes.flatMap((scope) => kinds.flatMap((kind) => sources[kind](scope, query)));
  return parts.length === 0 ? null : Prisma.join(parts, ' UNION ALL ');
}
