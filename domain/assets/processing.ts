import type { Db, Tx } from '#database/databases.ts';
import type { ProcessingState } from '#prisma/client/enums.ts';
import { unfinishedStates } from './processing-states.ts';

interface AssetOfOrganization {
  id: string;
  orgId: string;
}

/**
 * Makes the listed tasks the ones an asset is processed by, and answers those that have yet to be done.
 *
 * What is done stays done, as the bytes of an asset never change; what failed waits for `retryProcessing`.
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

/** The task is done; `note` says, for people, what it had to leave out. */
export async function finishProcessing(db: Db, asset: AssetOfOrganization, task: string, note: string | null) {
  await setState(db, asset, task, { state: 'DONE', reason: note });
}

/** There is nothing to do; the reason is for people. */
export async function skipProcessing(db: Db, asset: AssetOfOrganization, task: string, reason: string): Promise<void> {
  await setState(db, asset, task, { state: 'NOT_APPLICABLE', reason });
}

/** The task will be tried again by itself. */
export async function postponeProcessing(db: Db, asset: AssetOfOrganization, task: string): Promise<void> {
  await setState(db, asset, task, { state: 'PENDING', reason: null });
}

/** The task cannot be done, for a reason that is meant for people. */
export async function failProcessing(db: Db, asset: AssetOfOrganization, task: string, reason: string): Promise<void> {
  await setState(db, asset, task, { state: 'FAILED', reason });
}

/** Nothing of what is left to do will be tried again. */
export async function failAllProcessing(db: Db, asset: AssetOfOrganization, reason: string): Promise<void> {
  await db.assetProcessing.updateMany({
    where: { orgId: asset.orgId, assetId: asset.id, state: { in: unfinishedStates } },
    data: { state: 'FAILED', reason, updatedAt: new Date() },
  });
}

/** What failed is to be done again. */
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
