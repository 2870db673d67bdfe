import type { Tx } from '#database/databases.ts';
import { wordsVersion } from '../../text/words.ts';
import { type Claim, ClaimLost, fence } from '../claim/claim.ts';
import type { Stretch } from './plan-stretches.ts';

export interface ChangeCounts {
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  byteGrowth: bigint;
}

/**
 * Writes the items of a stretch as rows of the next revision, which readers do not see yet. Returns counts by kind of
 * change.
 *
 * An unchanged item keeps its row: the stage contains only its hash, which is compared again. A changed item is closed
 * and written as a new row at the same position. New keys get positions after the last one, in the order of their
 * lines. Removing a key that does not exist changes nothing.
 */
export async function writeItems(
  tx: Tx,
  claim: Claim,
  revision: number,
  { from, to, nextPosition }: Stretch,
): Promise<ChangeCounts> {
  const { orgId, datasetId, sessionId } = claim;
  const [counts] = await tx.$queryRaw<(ChangeCounts & { claims: number })[]>`
    WITH fence AS (${fence(claim)}),
    changes AS MATERIALIZED (
      SELECT s.*, prior.id AS prior_id, prior.position AS prior_position, prior.created_at AS prior_created_at,
        prior.byte_size AS prior_byte_size,
        CASE
          WHEN s.remove THEN CASE WHEN prior.id IS NOT NULL THEN 'REMOVED' END
          WHEN prior.id IS NULL THEN 'ADDED'
          WHEN prior.content_hash = s.content_hash AND coalesce(s.created_at = prior.created_at, TRUE) THEN 'UNCHANGED'
          ELSE 'CHANGED'
        END AS change
      FROM fence CROSS JOIN staged_item s
      LEFT JOIN LATERAL (
        SELECT i.id, i.position, i.created_at, i.byte_size, i.content_hash, i.until_revision FROM item i
        WHERE i.org_id = ${orgId}::uuid AND i.dataset_id = ${datasetId}::uuid
          AND (i.key, i.since_revision) >= (s.key, 0) AND (i.key, i.since_revision) < (s.key, ${revision}::integer)
        ORDER BY i.key DESC, i.since_revision DESC LIMIT 1
      ) prior ON prior.until_revision IS NULL
      WHERE s.org_id = ${orgId}::uuid AND s.session_id = ${sessionId}::uuid AND s.line > ${from} AND s.line <= ${to}
    ),
    closed AS (
      UPDATE item SET until_revision = ${revision} FROM changes c
      WHERE item.org_id = ${orgId}::uuid AND item.id = c.prior_id AND c.change IN ('CHANGED', 'REMOVED')
    ),
    written AS (
      INSERT INTO item (
        id, org_id, dataset_id, key, position, type, title, tags, metadata, created_at, content_hash, byte_size,
        duration_seconds, since_revision, words, words_version, sort_title, sort_key)
      SELECT c.item_id, c.org_id, ${datasetId}::uuid, c.key,
        coalesce(
          c.prior_position, ${nextPosition}::bigint - 1 + row_number() OVER (PARTITION BY c.change ORDER BY c.line)),
        c.type, c.title, c.tags, c.metadata, coalesce(c.created_at, c.prior_created_at, now()), c.content_hash,
        c.byte_size, c.duration_seconds, ${revision}::integer, c.words, ${wordsVersion}::smallint, c.sort_title, c.sort_key
      FROM changes c WHERE c.change IN ('ADDED', 'CHANGED')
    )
    SELECT (SELECT count(*) FROM fence)::integer AS claims,
      count(*) FILTER (WHERE change = 'ADDED')::integer AS added,
      count(*) FILTER (WHERE change = 'CHANGED')::integer AS changed,
      count(*) FILTER (WHERE change = 'REMOVED')::integer AS removed,
      count(*) FILTER (WHERE change = 'UNCHANGED')::integer AS unchanged,
      coalesce(sum(coalesce(byte_size, 0) - coalesce(prior_byte_size, 0)) FILTER (WHERE change <> 'UNCHANGED'), 0)::bigint
        AS "byteGrowth"
    FROM changes`;
  if (counts?.claims !== 1) throw new ClaimLost();
  return counts;
}
