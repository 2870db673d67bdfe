import type { Db, Tx } from '#database/databases.ts';
import type { DatasetRevision, Prisma } from '#prisma/client/client.ts';
import { AccessLog } from '../../access-log/access-log.ts';
import { VersionConflict } from '../../errors.ts';
import { recordEvents } from '../../events/record-events.ts';
import { newId } from '../../ids.ts';
import { enqueue } from '../../tasks.ts';
import { type Claim, ClaimLost } from '../claim/claim.ts';
import type { Facets } from './count-facets.ts';

export interface RevisionContent {
  number: number;
  itemCount: number;
  byteSize: bigint;
  facets: Facets;
  changes: { added: number; changed: number; removed: number; unchanged: number };
}

/**
 * Makes the next revision the current one, after all its rows are written. From this commit on, readers see the whole
 * revision. The time does not depend on the size of the revision.
 */
export async function commitRevision(db: Db, claim: Claim, content: RevisionContent): Promise<DatasetRevision> {
  const { orgId, datasetId } = claim;
  return db.$transaction(async (tx) => {
    const current = await lockForCommit(tx, claim);
    if (current + 1 !== content.number) throw new Error('The dataset changed while a publisher held its claim.');
    const session = await closeSession(tx, claim, content.number, false);
    const revision = await tx.datasetRevision.create({
      data: {
        id: newId(),
        orgId,
        datasetId,
        message: session.message,
        authorId: session.userId,
        manifestSha256: claim.request.manifestSha256,
        ...content,
        facets: { ...content.facets } as unknown as Prisma.InputJsonObject,
      },
    });
    await tx.dataset.update({
      where: { orgId_id: { orgId, id: datasetId } },
      data: { revision: content.number, status: 'PUBLISHED', stagedSessionId: null, updatedAt: new Date() },
    });
    await logPublish(tx, claim, session, { revision: content.number, changes: content.changes });
    await recordEvents(tx, {
      orgId,
      kind: 'DATASET_PUBLISHED',
      datasetId,
      actorId: session.userId,
      data: {
        revision: content.number,
        message: session.message,
        itemCount: content.itemCount,
        ...content.changes,
      },
    });
    await enqueue(tx, 'countFiles', { orgId, datasetId, revision: content.number });
    await enqueue(tx, 'applyRetention', { orgId, datasetId }, { jobKey: `applyRetention:${datasetId}` });
    return revision;
  });
}

/** Ends a publish that changes nothing. The session becomes PUBLISHED with the current revision. */
export async function commitNoop(db: Db, claim: Claim): Promise<void> {
  const { orgId, datasetId } = claim;
  await db.$transaction(async (tx) => {
    const current = await lockForCommit(tx, claim);
    const session = await closeSession(tx, claim, current, true);
    await tx.dataset.update({ where: { orgId_id: { orgId, id: datasetId } }, data: { stagedSessionId: null } });
    await logPublish(tx, claim, session, { revision: current, noop: true });
  });
}

/**
 * Locks the dataset and then the session, in the same order as every claim. Returns the number of the current revision.
 */
async function lockForCommit(tx: Tx, claim: Claim): Promise<number> {
  const { orgId, datasetId, sessionId, request } = claim;
  const [dataset] = await tx.$queryRaw<{ revision: number | null }[]>`
    SELECT revision FROM dataset WHERE org_id = ${orgId}::uuid AND id = ${datasetId}::uuid FOR NO KEY UPDATE`;
  const held = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM ingest_session
    WHERE org_id = ${orgId}::uuid AND id = ${sessionId}::uuid AND attempt = ${claim.attempt} AND state = 'PUBLISHING'
    FOR UPDATE`;
  if (!dataset || held.length === 0) throw new ClaimLost();
  const current = dataset.revision ?? 0;
  if (request.expectedRevision !== null && request.expectedRevision !== current) {
    throw new VersionConflict(request.expectedRevision, current);
  }
  return current;
}

function closeSession(tx: Tx, { orgId, sessionId }: Claim, revision: number, noop: boolean) {
  return tx.ingestSession.update({
    where: { orgId_id: { orgId, id: sessionId } },
    data: { state: 'PUBLISHED', phase: 'DONE', revision, noop, leaseExpiresAt: null, closedAt: new Date() },
  });
}

async function logPublish(
  tx: Tx,
  { orgId, datasetId, request }: Claim,
  { userId, tokenId, message }: { userId: string; tokenId: string | null; message: string },
  detail: Prisma.InputJsonObject,
): Promise<void> {
  const log = new AccessLog({ userId, tokenId, share: null }, request);
  await log.write(tx, { orgId, action: 'PUBLISH', datasetId, detail: { ...detail, message } });
}
