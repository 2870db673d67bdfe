import type { Db, Tx } from '#database/databases.ts';
import type { Claim } from './claim.ts';

/** Rows of the stage are gone: it is not logged, so that a crash of PostgreSQL empties it. The manifest is read again. */
export class StageLost extends Error {
  override readonly name = 'StageLost';
  constructor() {
    super('PostgreSQL has lost the stage of a publish. It is filled again by whoever goes on.');
  }
}

export async function countStagedRows(
  db: Db | Tx,
  { orgId, sessionId }: Pick<Claim, 'orgId' | 'sessionId'>,
): Promise<number> {
  const [stage] = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM staged_item WHERE org_id = ${orgId}::uuid AND session_id = ${sessionId}::uuid`;
  return Number(stage?.count ?? 0);
}
