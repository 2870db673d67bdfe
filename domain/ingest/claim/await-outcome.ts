import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '#database/databases.ts';
import type { IngestSession } from '#prisma/client/client.ts';
import { isUnderWay } from './is-under-way.ts';
import { errorOf, type Outcome } from './outcome.ts';

interface SessionKey {
  orgId: string;
  sessionId: string;
}

export interface Waited {
  session: IngestSession;
  /** Result of the attempt if it ended without a revision, otherwise null. */
  outcome: Outcome | null;
}

/** Waits until the publish of this attempt or a later one ends, or until the deadline. */
export async function awaitOutcome(
  db: Db,
  { orgId, sessionId, attempt }: SessionKey & { attempt: number },
  deadline: number,
): Promise<Waited> {
  for (let pause = 50; ; pause = Math.min(pause * 1.5, 500)) {
    const session = await db.ingestSession.findUniqueOrThrow({ where: { orgId_id: { orgId, id: sessionId } } });
    const underWay = isUnderWay(session);
    if (!underWay || Date.now() >= deadline) {
      return { session, outcome: underWay ? null : await takeOutcome(db, { orgId, sessionId }, attempt) };
    }
    await sleep(Math.max(1, Math.min(pause, deadline - Date.now())));
  }
}

/** Returns the outcome of this attempt or a later one, and marks the outcome as delivered. */
async function takeOutcome(db: Db, key: SessionKey, attempt: number): Promise<Outcome | null> {
  const request = await db.publishRequest.findUnique({ where: { orgId_sessionId: key } });
  if (!request?.outcome || (request.outcomeAttempt ?? 0) < attempt) return null;
  await db.publishRequest.updateMany({
    where: { ...key, outcomeAttempt: request.outcomeAttempt },
    data: { delivered: true },
  });
  return request.outcome as Outcome;
}

/**
 * Returns the outcome of an attempt that ended while no caller waited, for a caller who repeats the same request.
 * Returns each outcome only once. A further request validates the manifest again, because the causes of its issues may
 * have been corrected.
 */
export async function undeliveredOutcome(db: Db, key: SessionKey, asked: { manifestSha256: string; dryRun: boolean }) {
  const request = await db.publishRequest.findUnique({ where: { orgId_sessionId: key } });
  if (!request?.outcome || request.delivered) return null;
  if (request.manifestSha256 !== asked.manifestSha256 || request.dryRun !== asked.dryRun) return null;
  const { count } = await db.publishRequest.updateMany({
    where: { ...key, outcomeAttempt: request.outcomeAttempt, delivered: false },
    data: { delivered: true },
  });
  return count === 1 ? (request.outcome as Outcome) : null;
}

/** Returns the number of items of a successful dry run. Throws the error of any other outcome. */
export function passedItems(outcome: Outcome, sessionId: string): number {
  if (outcome.code === 'DRY_RUN_PASSED') return outcome.itemCount;
  throw errorOf(outcome, sessionId);
}
