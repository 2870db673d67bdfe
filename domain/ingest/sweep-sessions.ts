import type { Db } from '#database/databases.ts';
import { valuesSql } from '#database/values-sql.ts';
import type { Context } from '../context.ts';
import { leaseSeconds } from './claim/lease.ts';
import { scheduleContinuation } from './claim/schedule-continuation.ts';
import { activeStates, endedStates, expiringStates } from './ingest-states.ts';
import { sweepDiscardedObjects } from './sweep-discarded-objects.ts';
import { discardObjects } from './uploads/discard-objects.ts';
import { outstandingStates } from './uploads/upload-states.ts';

const sessionsAtOnce = 100;
const uploadsAtOnce = 5_000;

/**
 * Ends expired sessions of all organizations. Discards the files of ended sessions that were not verified. Aborts
 * unfinished multipart uploads at once, and deletes objects later. Queues publishes whose publisher is dead, in case
 * their job was lost.
 */
export async function sweepSessions(
  { system, storage }: Pick<Context, 'system' | 'storage'>,
  signal?: AbortSignal,
): Promise<void> {
  await repeatWhileFull(sessionsAtOnce, () => endExpiredSessions(system), signal);
  await wakeDeadPublishes(system);
  await releaseEndedSessions(system, signal);
  await sweepDiscardedObjects({ system, storage }, signal);
}

/** Ends expired sessions. Skips locked sessions, because they are being extended or published. */
async function endExpiredSessions(system: Db): Promise<number> {
  return system.$executeRaw`
    UPDATE ingest_session SET state = 'ABANDONED', closed_at = now()
    WHERE (org_id, id) IN (
      SELECT org_id, id FROM ingest_session
      WHERE state IN ${valuesSql(expiringStates)} AND expires_at <= now()
      ORDER BY expires_at
      LIMIT ${sessionsAtOnce}
      FOR NO KEY UPDATE SKIP LOCKED
    )`;
}

/** Queues publishes whose lease expired long ago and that no worker has continued. */
async function wakeDeadPublishes(system: Db): Promise<void> {
  const dead = await system.$queryRaw<{ orgId: string; sessionId: string }[]>`
    SELECT org_id::text AS "orgId", id::text AS "sessionId" FROM ingest_session
    WHERE state IN ${valuesSql(activeStates)} AND lease_expires_at < now() - make_interval(secs => ${4 * leaseSeconds})`;
  for (const session of dead) await scheduleContinuation(system, session, 'now');
}

async function releaseEndedSessions(system: Db, signal?: AbortSignal): Promise<void> {
  for (let last = ''; ; ) {
    const session = await system.ingestSession.findFirst({
      where: {
        releasedAt: null,
        state: { in: endedStates },
        ...(last && { id: { gt: last } }),
      },
      orderBy: { id: 'asc' },
      select: { id: true, orgId: true },
    });
    if (!session) return;
    last = session.id;
    await repeatWhileFull(uploadsAtOnce, () => releaseUploads(system, session), signal);
  }
}

/**
 * Discards the files of an ended session that are not assets, in batches. The last batch marks the session as finished.
 */
async function releaseUploads(system: Db, { orgId, id }: { orgId: string; id: string }): Promise<number> {
  return system.$transaction(async (tx) => {
    await tx.$queryRaw`
      SELECT id::text FROM ingest_session WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
    const released = await tx.$queryRaw<{ orgId: string; objectKey: string; multipartId: string | null }[]>`
      UPDATE upload SET state = 'ABANDONED'
      WHERE org_id = ${orgId}::uuid AND id IN (
        SELECT id FROM upload
        WHERE org_id = ${orgId}::uuid AND session_id = ${id}::uuid AND state IN ${valuesSql(outstandingStates)}
        LIMIT ${uploadsAtOnce}
      )
      RETURNING org_id AS "orgId", object_key AS "objectKey", multipart_id AS "multipartId"`;
    await discardObjects(tx, released);
    if (released.length < uploadsAtOnce) {
      await tx.ingestSession.update({ where: { orgId_id: { orgId, id } }, data: { releasedAt: new Date() } });
    }
    return released.length;
  });
}

/** Calls `work` again until a batch is not full. */
async function repeatWhileFull(size: number, work: () => Promise<number>, signal?: AbortSignal): Promise<void> {
  for (let done = size; done === size; ) {
    signal?.throwIfAborted();
    done = await work();
  }
}
