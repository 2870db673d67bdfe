import type { Db } from '#database/databases.ts';
import type { ProcessingState } from '#prisma/client/enums.ts';

export interface RenditionKey {
  orgId: string;
  assetId: string;
}

/** Records the start or the result of a rendition. `reason` is a text for users. */
export async function settleRendition(
  db: Db,
  { orgId, assetId }: RenditionKey,
  change: { state: ProcessingState; reason?: string | null; progress?: number | null },
): Promise<void> {
  const { state, reason = null, progress = null } = change;
  await db.rendition.updateMany({ where: { orgId, assetId }, data: { state, reason, progress } });
}

/** Records the completed fraction of a running rendition, from 0 to 1. Changes nothing once it has a result. */
export async function recordProgress(db: Db, { orgId, assetId }: RenditionKey, progress: number): Promise<void> {
  await db.rendition.updateMany({ where: { orgId, assetId, state: 'RUNNING' }, data: { progress } });
}
