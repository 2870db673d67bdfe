import type { Db, Tx } from '#database/databases.ts';
import { valuesSql } from '#database/values-sql.ts';
import { Prisma } from '#prisma/client/client.ts';
import { openingActions } from '../access-log/opening-actions.ts';
import { finishedStates } from '../assets/processing-states.ts';
import type { Claim, Lane } from './claim.ts';

/** Number of files that a job takes at a time, by stage. Slow steps of a file can take minutes. */
const filesPerTurn = { 0: 6, 1: 1 } as const;
const firstDataset = '00000000-0000-0000-0000-000000000000';

/**
 * Assigns the next files of a lane to a job, in this order: files of the same job that was interrupted, then files that
 * a user is viewing. After these come files of the next dataset.
 */
export async function takeFiles(db: Db, { orgId, stage, after }: Lane, jobId: string): Promise<Claim[]> {
  const count = filesPerTurn[stage];
  return db.$transaction(async (tx) => {
    const interrupted = await tx.$queryRaw<Claim[]>`
      UPDATE processing_claim SET attempts = attempts + 1
      WHERE org_id = ${orgId}::uuid AND job_id = ${jobId}::bigint
      RETURNING asset_id AS "assetId", dataset_id AS "datasetId", attempts`;
    if (interrupted.length > 0) return interrupted;

    const looked = await findLookedAt(tx, orgId);
    if (stage === 0 && looked.length > 0) await claimLookedAt(tx, orgId, looked);
    const waiting = await takeWaiting(tx, { orgId, stage, after, jobId, count, looked });
    if (waiting.length > 0 || stage === 1) return waiting;

    const turn = await takeFromBatch(tx, { orgId, after: after ?? firstDataset, jobId, count });
    if (turn.length > 0 || after === null) return turn;
    return takeFromBatch(tx, { orgId, after: firstDataset, jobId, count });
  });
}

/**
 * Returns files whose URL was requested in the last two minutes, from the access log. URLs of thumbnails do not count,
 * because the log has another action for them.
 */
async function findLookedAt(tx: Tx, orgId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT log.asset_id AS id
    FROM (
      SELECT asset_id FROM access_log
      WHERE org_id = ${orgId}::uuid AND at > now() - interval '2 minutes' AND action IN ${valuesSql(openingActions)}
      ORDER BY at DESC LIMIT 500
    ) log
    JOIN asset a ON a.org_id = ${orgId}::uuid AND a.id = log.asset_id AND a.source_id IS NULL
    WHERE NOT EXISTS (
      SELECT FROM asset_processing p
      WHERE p.org_id = a.org_id AND p.asset_id = a.id AND p.state IN ${valuesSql(finishedStates)}
        AND NOT EXISTS (SELECT FROM processing_claim c WHERE c.org_id = a.org_id AND c.asset_id = a.id))
    LIMIT 20`;
  return rows.map(({ id }) => id);
}

/** Moves files from their batches to claims, so that they are processed first. */
async function claimLookedAt(tx: Tx, orgId: string, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    WITH found AS (
      SELECT b.id, b.dataset_id, b.revision, b.asset_ids FROM processing_batch b
      WHERE b.org_id = ${orgId}::uuid AND b.asset_ids && ${[...ids]}::uuid[]
      FOR UPDATE SKIP LOCKED
    ),
    claimed AS (
      INSERT INTO processing_claim (org_id, asset_id, dataset_id, revision, due_at)
      SELECT DISTINCT ON (asset_id) ${orgId}::uuid, asset_id, dataset_id, revision, 'epoch'
      FROM found CROSS JOIN LATERAL unnest(asset_ids) AS asset_id
      WHERE asset_id = ANY (${[...ids]}::uuid[])
      ON CONFLICT DO NOTHING
    )
    UPDATE processing_batch b SET asset_ids = ARRAY(
      SELECT asset_id FROM unnest(b.asset_ids) WITH ORDINALITY AS kept (asset_id, place)
      WHERE asset_id <> ALL (${[...ids]}::uuid[]) ORDER BY place)
    FROM found WHERE b.org_id = ${orgId}::uuid AND b.id = found.id`;
}

/**
 * Assigns waiting claims to a job: files that a user is viewing, files with slow steps, and files whose retry is due.
 */
async function takeWaiting(
  tx: Tx,
  given: Pick<Lane, 'orgId' | 'stage' | 'after'> & { jobId: string; count: number; looked: string[] },
): Promise<Claim[]> {
  const { orgId, stage, after, jobId, count, looked } = given;
  const of = Prisma.sql`org_id = ${orgId}::uuid AND stage = ${stage} AND job_id IS NULL`;
  const places = [
    ...(looked.length > 0 ? [Prisma.sql`${of} AND asset_id = ANY (${looked}::uuid[])`] : []),
    ...(after === null ? [] : [Prisma.sql`${of} AND due_at <= now() AND dataset_id > ${after}::uuid`]),
    Prisma.sql`${of} AND due_at <= now()`,
  ];
  for (const place of places) {
    const taken = await tx.$queryRaw<Claim[]>`
      UPDATE processing_claim SET job_id = ${jobId}::bigint, attempts = attempts + 1
      WHERE org_id = ${orgId}::uuid AND asset_id = ANY (ARRAY(
        SELECT asset_id FROM processing_claim WHERE ${place}
        ORDER BY dataset_id, due_at LIMIT ${count} FOR UPDATE SKIP LOCKED))
      RETURNING asset_id AS "assetId", dataset_id AS "datasetId", attempts`;
    if (taken.length > 0) return taken;
  }
  return [];
}

/** Assigns the first files of the oldest batch of the next dataset to a job. */
async function takeFromBatch(
  tx: Tx,
  { orgId, after, jobId, count }: { orgId: string; after: string; jobId: string; count: number },
): Promise<Claim[]> {
  return tx.$queryRaw<Claim[]>`
    WITH turn AS (
      SELECT id, dataset_id, revision, asset_ids FROM processing_batch
      WHERE org_id = ${orgId}::uuid AND dataset_id > ${after}::uuid
      ORDER BY dataset_id, id LIMIT 1 FOR UPDATE SKIP LOCKED
    ),
    kept AS (
      UPDATE processing_batch b SET asset_ids = b.asset_ids[${count + 1}:] FROM turn
      WHERE b.org_id = ${orgId}::uuid AND b.id = turn.id AND cardinality(turn.asset_ids) > ${count}
    ),
    emptied AS (
      DELETE FROM processing_batch b USING turn
      WHERE b.org_id = ${orgId}::uuid AND b.id = turn.id AND cardinality(turn.asset_ids) <= ${count}
    )
    INSERT INTO processing_claim (org_id, asset_id, dataset_id, revision, job_id, attempts)
    SELECT ${orgId}::uuid, a.id, turn.dataset_id, turn.revision, ${jobId}::bigint, 1
    FROM turn CROSS JOIN LATERAL unnest(turn.asset_ids[1:${count}]) WITH ORDINALITY AS taken (asset_id, place)
    JOIN asset a ON a.org_id = ${orgId}::uuid AND a.id = taken.asset_id
    ORDER BY taken.place
    ON CONFLICT (org_id, asset_id) DO NOTHING
    RETURNING asset_id AS "assetId", dataset_id AS "datasetId", attempts`;
}
