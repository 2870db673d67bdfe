import type { Db } from '#prisma/databases.ts';
import { patiently } from './patiently.ts';

/** Takes the rows of a session off the stage. What is left there is taken off later by the job that looks after it. */
export async function clearStage(db: Db, { orgId, sessionId }: { orgId: string; sessionId: string }): Promise<void> {
  await patiently(
    db,
    (tx) => tx.$executeRaw`DELETE FROM staged_item WHERE org_id = ${orgId}::uuid AND session_id = ${sessionId}::uuid`,
  );
}
