import type { Db } from '#database/databases.ts';
import type { IngestSession } from '#prisma/client/client.ts';
import type { IngestPhase } from '#prisma/client/enums.ts';
import { claimableStates } from './ingest-states.ts';

/**
 * Sets the phase of an open session to VERIFYING while `verify` runs. Then sets it to UPLOADING, until a publish claims
 * the session. Writes nothing if all files are already verified.
 */
export async function whileVerifying<Result>(
  db: Db,
  session: Pick<IngestSession, 'id' | 'orgId' | 'filesDeclared' | 'filesVerified'>,
  verify: () => Promise<Result>,
): Promise<Result> {
  if (session.filesVerified === session.filesDeclared) return verify();
  // After a crash, the phase of a session can still be VERIFYING.
  await changePhase(db, session, ['UPLOADING', 'VERIFYING'], 'VERIFYING');
  try {
    return await verify();
  } finally {
    await changePhase(db, session, ['VERIFYING'], 'UPLOADING');
  }
}

async function changePhase(
  db: Db,
  { id, orgId }: Pick<IngestSession, 'id' | 'orgId'>,
  from: IngestPhase[],
  phase: IngestPhase,
): Promise<void> {
  await db.ingestSession.updateMany({
    where: { id, orgId, state: { in: claimableStates }, phase: { in: from } },
    data: { phase },
  });
}
