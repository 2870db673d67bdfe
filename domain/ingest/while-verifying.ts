import type { Db } from '#database/databases.ts';
import type { IngestSession } from '#prisma/client/client.ts';
import type { IngestPhase } from '#prisma/client/enums.ts';
import { claimableStates } from './ingest-states.ts';

/**
 * Shows an open session in the phase VERIFYING while its last files are looked for. Afterwards it is in the phase
 * UPLOADING, until a publish claims it. Writes nothing if all files are verified already.
 */
export async function whileVerifying<Result>(
  db: Db,
  session: Pick<IngestSession, 'id' | 'orgId' | 'filesDeclared' | 'filesVerified'>,
  verify: () => Promise<Result>,
): Promise<Result> {
  if (session.filesVerified === session.filesDeclared) return verify();
  // After a crash, a session may still be in the phase VERIFYING.
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
