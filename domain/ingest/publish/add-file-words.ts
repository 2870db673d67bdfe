import type { Tx } from '#database/databases.ts';
import type { Claim } from '../claim/claim.ts';
import type { Stretch } from './plan-stretches.ts';

/**
 * Adds the words of files that were processed for earlier items to the items of a stretch. Must be a separate statement
 * after `linkItems` has locked the files. If a job stores words later, that job adds them to these items.
 */
export async function addFileWords(
  tx: Tx,
  { orgId, sessionId }: Claim,
  { from, to }: Pick<Stretch, 'from' | 'to'>,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE item SET words = words_with_files(item.org_id, item.id, item.words)
    WHERE item.org_id = ${orgId}::uuid AND item.id = ANY (ARRAY(
      SELECT DISTINCT s.item_id FROM staged_item s CROSS JOIN LATERAL unnest(s.asset_ids) AS file (id)
      CROSS JOIN LATERAL (
        SELECT FROM asset_words w WHERE w.org_id = ${orgId}::uuid AND w.asset_id = file.id LIMIT 1
      ) worded
      WHERE s.org_id = ${orgId}::uuid AND s.session_id = ${sessionId}::uuid AND s.line > ${from} AND s.line <= ${to}
    ))`;
}
