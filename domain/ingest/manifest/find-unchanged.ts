import type { Db } from '#database/databases.ts';
import { withIndexScans } from '#database/with-index-scans.ts';
import type { Claim } from '../claim/claim.ts';
import type { ResolvedItem } from './resolve-item.ts';

/** Returns those items that the dataset's current revision contains with the same content and time. */
export async function findUnchanged(
  db: Db,
  { orgId, datasetId }: Pick<Claim, 'orgId' | 'datasetId'>,
  revision: number | null,
  items: readonly ResolvedItem[],
): Promise<Set<ResolvedItem>> {
  if (revision === null || items.length === 0) return new Set();
  const [answer] = await withIndexScans(
    db,
    (tx) => tx.$queryRaw<{ found: string | null }[]>`
      SELECT json_agg(given.ordinal - 1)::text AS found
      FROM unnest(
        ${items.map(({ item }) => item.key)}::text[], ${items.map(({ contentHash }) => contentHash)}::text[],
        ${items.map(({ item }) => item.createdAt?.toISOString() ?? null)}::timestamptz[]
      ) WITH ORDINALITY AS given (key, content_hash, created_at, ordinal)
      CROSS JOIN LATERAL (
        SELECT i.created_at, i.content_hash, i.until_revision FROM item i
        WHERE i.org_id = ${orgId}::uuid AND i.dataset_id = ${datasetId}::uuid
          AND (i.key, i.since_revision) >= (given.key, 0) AND (i.key, i.since_revision) <= (given.key, ${revision}::integer)
        ORDER BY i.key DESC, i.since_revision DESC LIMIT 1
      ) prior
      WHERE coalesce(prior.until_revision > ${revision}::integer, TRUE)
        AND prior.content_hash = decode(given.content_hash, 'hex')
        AND coalesce(prior.created_at = given.created_at, TRUE)`,
  );
  const ordinals = JSON.parse(answer?.found ?? '[]') as number[];
  return new Set(ordinals.map((ordinal) => items[ordinal]!));
}
