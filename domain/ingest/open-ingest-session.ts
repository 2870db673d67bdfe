import type { IngestSession } from '#prisma/client/client.ts';
import type { IngestMode } from '#prisma/client/enums.ts';
import type { Context } from '../context.ts';
import { requireDataset } from '../datasets/require-dataset.ts';
import { newId } from '../ids.ts';

export interface OpenIngestSessionInput {
  datasetId: string;
  mode: IngestMode;
  message?: string | null;
  idempotencyKey?: string | null;
}

/**
 * Opens an ingest session of a dataset. With the idempotency key of an earlier call it answers that call's session:
 * that is how a pipeline resumes.
 */
export async function openIngestSession(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  input: OpenIngestSessionInput,
): Promise<IngestSession> {
  const dataset = await requireDataset({ db, viewer }, { id: input.datasetId }, 'PUBLISH');
  const id = newId();
  return db.ingestSession.upsert({
    where: { datasetId_idempotencyKey: { datasetId: dataset.id, idempotencyKey: input.idempotencyKey ?? id } },
    update: {},
    create: {
      id,
      orgId: dataset.orgId,
      datasetId: dataset.id,
      mode: input.mode,
      message: input.message ?? '',
      idempotencyKey: input.idempotencyKey ?? id,
      userId: viewer.userId!,
      tokenId: viewer.tokenId,
      expiresAt: new Date(Date.now() + limits.ingestSessionHours * 3_600_000),
    },
  });
}
