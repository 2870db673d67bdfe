import type { Db } from '#database/databases.ts';

interface ClaimedFile {
  orgId: string;
  assetId: string;
}

/** Records that all steps of a file have ended. */
export async function finishFile(db: Db, { orgId, assetId }: ClaimedFile): Promise<void> {
  await db.$executeRaw`
    DELETE FROM processing_claim WHERE org_id = ${orgId}::uuid AND asset_id = ${assetId}::uuid`;
}

/** Records that the quick steps of a file have ended. The file then waits for its slow steps. */
export async function leaveForSlowSteps(db: Db, { orgId, assetId }: ClaimedFile): Promise<void> {
  await db.$executeRaw`
    UPDATE processing_claim SET stage = 1, job_id = NULL, attempts = 0, due_at = now()
    WHERE org_id = ${orgId}::uuid AND asset_id = ${assetId}::uuid`;
}

/** Records that a file is to be processed again at `dueAt`. */
export async function postponeFile(db: Db, { orgId, assetId }: ClaimedFile, dueAt: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE processing_claim SET job_id = NULL, due_at = ${dueAt}
    WHERE org_id = ${orgId}::uuid AND asset_id = ${assetId}::uuid`;
}

/** Releases the files of a job that will not run again, so that other jobs can process them. */
export async function releaseFiles(db: Db, orgId: string, jobId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE processing_claim SET job_id = NULL WHERE org_id = ${orgId}::uuid AND job_id = ${jobId}::bigint`;
}
