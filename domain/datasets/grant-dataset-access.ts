import type { Dataset } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';
import { recordEvents } from '../events/record-events.ts';
import { requireDataset } from './require-dataset.ts';

export interface GrantInput {
  datasetId: string;
  userId: string;
}

type Pieces = Pick<Context, 'db' | 'viewer' | 'accessLog'>;

/** Creates a grant, with which a member sees a dataset while it is RESTRICTED. Changes nothing if the grant exists. */
export async function grantDatasetAccess({ db, viewer, accessLog }: Pieces, input: GrantInput): Promise<Dataset> {
  const { datasetId, userId } = input;
  const dataset = await requireDataset({ db, viewer }, { id: datasetId }, 'ADMIN');
  const { orgId } = dataset;
  await db.$transaction(async (tx) => {
    const member = await tx.membership.findUnique({ where: { orgId_userId: { orgId, userId } } });
    if (!member) throw new NotFound('member');
    const { count } = await tx.datasetGrant.createMany({
      data: [{ orgId, datasetId, userId }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    await accessLog.write(tx, { orgId, action: 'GRANT', datasetId, detail: { granted: userId } });
    await recordEvents(tx, { orgId, kind: 'ACCESS_GRANTED', datasetId, actorId: viewer.userId, data: { userId } });
  });
  return dataset;
}

/** Revokes a grant. From the next request on, the member no longer sees the dataset while it is RESTRICTED. */
export async function revokeDatasetAccess({ db, viewer, accessLog }: Pieces, input: GrantInput): Promise<Dataset> {
  const { datasetId, userId } = input;
  const dataset = await requireDataset({ db, viewer }, { id: datasetId }, 'ADMIN');
  const { orgId } = dataset;
  await db.$transaction(async (tx) => {
    const { count } = await tx.datasetGrant.deleteMany({ where: { datasetId, userId } });
    if (count === 0) return;
    await accessLog.write(tx, { orgId, action: 'GRANT', datasetId, detail: { revoked: userId } });
    await recordEvents(tx, { orgId, kind: 'ACCESS_REVOKED', datasetId, actorId: viewer.userId, data: { userId } });
  });
  return dataset;
}
