import type { Tx } from '#database/databases.ts';
import { valuesSql } from '#database/values-sql.ts';
import { type Dataset, type IngestSession, Prisma } from '#prisma/client/client.ts';
import type { Context } from '../../context.ts';
import { requireNotArchived } from '../../datasets/require-not-archived.ts';
import { bugCode, PublishInProgress, VersionConflict } from '../../errors.ts';
import { claimableStates } from '../ingest-states.ts';
import { expiryFromNow } from '../require-session.ts';
import { discardObjects } from '../uploads/discard-objects.ts';
import type { Claim } from './claim.ts';
import { leaseSeconds } from './lease.ts';
import { scheduleContinuation } from './schedule-continuation.ts';

export interface Asked {
  manifestSha256: string;
  /** Inline items as NDJSON. Null if the manifest is a file. */
  manifest: string | null;
  manifestAssetId: string | null;
  expectedRevision: number | null;
  dryRun: boolean;
  allowEmpty: boolean;
  hiddenDatasetIds: string[];
}

/**
 * Claims an open session for publishing. Returns null if the session is no longer open, or if a dry run of it is
 * running. Throws `PublishInProgress` if another session of the dataset is being published.
 */
export async function claimPublish(
  { db, limits, origin }: Pick<Context, 'db' | 'limits' | 'origin'>,
  session: Pick<IngestSession, 'id' | 'orgId' | 'datasetId' | 'mode'>,
  asked: Asked,
): Promise<Claim | null> {
  const { id: sessionId, orgId, datasetId, mode } = session;
  const { dryRun } = asked;
  const claimed = await db.$transaction(async (tx): Promise<Claim | { busy: string } | null> => {
    const [dataset] = await tx.$queryRaw<Pick<Dataset, 'revision' | 'status'>[]>`
      SELECT revision, status::text FROM dataset
      WHERE org_id = ${orgId}::uuid AND id = ${datasetId}::uuid FOR NO KEY UPDATE`;
    const [current] = await tx.$queryRaw<{ free: boolean; report: string | null }[]>`
      SELECT state IN ${valuesSql(claimableStates)} AND coalesce(lease_expires_at <= now(), TRUE) AS free, report_object_key AS report
      FROM ingest_session
      WHERE org_id = ${orgId}::uuid AND id = ${sessionId}::uuid FOR UPDATE`;
    if (!dataset || !current?.free) return null;
    requireNotArchived(dataset);
    const revision = dataset.revision ?? 0;
    if (asked.expectedRevision !== null && asked.expectedRevision !== revision) {
      throw new VersionConflict(asked.expectedRevision, revision);
    }
    if (!dryRun) {
      await reopenFailedPublish(tx, { orgId, datasetId });
      const where = { orgId, datasetId, state: 'PUBLISHING' } as const;
      const other = await tx.ingestSession.findFirst({ where, select: { id: true } });
      if (other) return { busy: other.id };
    }

    const row = await tx.ingestSession.update({
      where: { orgId_id: { orgId, id: sessionId } },
      data: {
        state: claimState(dryRun),
        phase: 'VALIDATING',
        attempt: { increment: 1 },
        expiresAt: expiryFromNow(limits),
        manifestSha256: asked.manifestSha256,
        expectedRevision: asked.expectedRevision,
        itemCount: 0,
        itemsStaged: 0,
        issueCount: 0,
        issueGroups: [],
        failure: Prisma.DbNull,
        reportObjectKey: null,
      },
    });
    await tx.$executeRaw`
      UPDATE ingest_session SET lease_expires_at = now() + make_interval(secs => ${leaseSeconds})
      WHERE org_id = ${orgId}::uuid AND id = ${sessionId}::uuid`;
    if (current.report !== null) await discardObjects(tx, [{ orgId, objectKey: current.report }]);
    await tx.publishRequest.deleteMany({ where: { orgId, sessionId } });
    const request = await tx.publishRequest.create({
      data: {
        sessionId,
        orgId,
        ...asked,
        requestId: origin.requestId,
        address: origin.address,
        userAgent: origin.userAgent,
      },
    });
    await scheduleContinuation(tx, { orgId, sessionId });
    return { orgId, sessionId, datasetId, mode, attempt: row.attempt, state: claimState(dryRun), request };
  });
  if (claimed && 'busy' in claimed) {
    // If the other publisher is dead, this job continues its publish at once.
    await scheduleContinuation(db, { orgId, sessionId: claimed.busy }, 'now');
    throw new PublishInProgress();
  }
  return claimed;
}

/**
 * Reopens sessions of the dataset that wait for another attempt after an unexpected error. Otherwise they would block
 * the other sessions of the dataset. The caller must hold the lock of the dataset.
 */
async function reopenFailedPublish(tx: Tx, { orgId, datasetId }: { orgId: string; datasetId: string }): Promise<void> {
  await tx.$executeRaw`
    UPDATE ingest_session s SET state = 'OPEN', phase = 'UPLOADING', lease_expires_at = NULL, attempt = s.attempt + 1,
      failure = ${JSON.stringify({ code: bugCode, message: 'Publishing failed. Publish the session again.' })}::jsonb
    FROM publish_request r
    WHERE s.org_id = ${orgId}::uuid AND s.dataset_id = ${datasetId}::uuid AND s.state = 'PUBLISHING' AND s.lease_expires_at <= now()
      AND r.org_id = s.org_id AND r.session_id = s.id AND r.failures > 0`;
}

/** Returns the state that a session has during a publish or a dry run. */
export function claimState(dryRun: boolean): Claim['state'] {
  return dryRun ? 'OPEN' : 'PUBLISHING';
}
