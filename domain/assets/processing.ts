import type { Db, Tx } from '#database/databases.ts';
import type { ProcessingState } from '#prisma/client/enums.ts';
import { unfinishedStates } from './processing-states.ts';

interface AssetOfOrganization {
  id: string;
  orgId: string;
}

/**
 * Stores this list as the tasks of an asset, and returns the tasks that are still to be done.
 *
 * Finished tasks stay finished, because the bytes of an asset never change. Failed tasks run again only after
 * `retryProcessing`.
 */
export async function planProcessing(db: Db, asset: AssetOfOrganization, tasks: readonly string[]): Promise<string[]> {
  const of = { orgId: asset.orgId, assetId: asset.id };
  await db.assetProcessing.deleteMany({ where: { ...of, task: { notIn: [...tasks] } } });
  await db.assetProcessing.createMany({ data: tasks.map((task) => ({ ...of, task })), skipDuplicates: true });
  const rows = await db.assetProcessing.findMany({ where: { ...of, state: { in: unfinishedStates } } });
  return tasks.filter((task) => rows.some((row) => row.task === task));
}

/** Records that a task of a file has begun. */
export async function startProcessing(db: Db, asset: AssetOfOrganization, task: string): Promise<void> {
  await setState(db, asset, task, { state: 'RUNNING', reason: null });
}

/** Records that a task is done. `note` is a text for users about what the task left out. */
export async function finishProcessing(db: Db, asset: AssetOfOrganization, task: string, note: string | null) {
  await setState(db, asset, task, { state: 'DONE', reason: note });
}

/** Records that a task does not apply to the file. `reason` is a text for users. */
export async function skipProcessing(db: Db, asset: AssetOfOrganization, task: string, reason: string): Promise<void> {
  await setState(db, asset, task, { state: 'NOT_APPLICABLE', reason });
}

/** Records that a task will be tried again automatically. */
export async function postponeProcessing(db: Db, asset: AssetOfOrganization, task: string): Promise<void> {
  await setState(db, asset, task, { state: 'PENDING', reason: null });
}

/** Records that a task failed. `reason` is a text for users. */
export async function failProcessing(db: Db, asset: AssetOfOrganization, task: string, reason: string): Promise<void> {
  await setState(db, asset, task, { state: 'FAILED', reason });
}

/** Records that all unfinished tasks have failed and will not be tried again. */
export async function failAllProcessing(db: Db, asset: AssetOfOrganization, reason: string): Promise<void> {
  await db.assetProcessing.updateMany({
    where: { orgId: asset.orgId, assetId: asset.id, state: { in: unfinishedStates } },
    data: { state: 'FAILED', reason, updatedAt: new Date() },
  });
}

/** Resets the failed tasks, so that workers run them again. */
export async function resetFailedProcessing(db: Db | Tx, asset: AssetOfOrganization): Promise<void> {
  await db.assetProcessing.updateMany({
    where: { orgId: asset.orgId, assetId: asset.id, state: 'FAILED' },
    data: { state: 'PENDING', reason: null, updatedAt: new Date() },
  });
}

async function setState(
  db: Db,
  { id, orgId }: AssetOfOrganization,
  task: string,
  change: { state: ProcessingState; reason: string | null },
): Promise<void> {
  await db.assetProcessing.updateMany({
    where: { orgId, assetId: id, task },
    data: { ...change, updatedAt: new Date() },
  });
}
