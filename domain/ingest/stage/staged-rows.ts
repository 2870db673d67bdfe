import type { Db, Tx } from '#database/databases.ts';
import type { Claim } from '../claim/claim.ts';

/**
 * Thrown if rows are missing from the stage. The stage is an unlogged table, so a crash of PostgreSQL empties it. The
 * publish then reads the manifest again.
 */
export class StageLost extends Error {
  override readonly name = 'StageLost';
  constructor() {
    super('PostgreSQL lost the staged rows of a publish. They are staged again when the publish continues.');
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
