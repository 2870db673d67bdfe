import type { Tx } from '#database/databases.ts';
import { isStorable } from '#formats/manifest/check-text.ts';
import type { IngestSession } from '#prisma/client/client.ts';
import type { IngestMode } from '#prisma/client/enums.ts';
import type { Context } from '../context.ts';
import { requireDataset } from '../datasets/require-dataset.ts';
import { requireNotArchived } from '../datasets/require-not-archived.ts';
import { IdempotencyConflict, InvalidInput } from '../errors.ts';
import { requireIdempotencyKey } from '../idempotency.ts';
import { newId } from '../ids.ts';
import { expiringStates, failedStates } from './ingest-states.ts';
import { expiryFromNow } from './require-session.ts';

export interface OpenIngestSessionInput {
  datasetId: string;
  mode: IngestMode;
  message?: string | null;
  idempotencyKey?: string | null;
}

const messageLength = 2_000;

/**
 * Opens an ingest session of a dataset. If an earlier call had the same idempotency key, returns its session, even if
 * that session is published. So a pipeline can resume, and never publishes twice. If that session was abandoned or
 * failed, opens a new one.
 */
export async function openIngestSession(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  input: OpenIngestSessionInput,
): Promise<IngestSession> {
  const { mode, message, idempotencyKey } = readInput(input);
  const dataset = await requireDataset({ db, viewer }, { id: input.datasetId }, 'PUBLISH');
  requireNotArchived(dataset);
  const data = {
    orgId: dataset.orgId,
    datasetId: dataset.id,
    mode,
    message,
    idempotencyKey,
    userId: viewer.userId!,
    tokenId: viewer.tokenId,
    expiresAt: expiryFromNow(limits),
  };
  if (idempotencyKey === null) return db.ingestSession.create({ data: { id: newId(), ...data } });

  const session = await db.$transaction(async (tx) => {
    await freeKey(tx, dataset.id, idempotencyKey);
    await tx.ingestSession.createMany({ data: [{ id: newId(), ...data }], skipDuplicates: true });
    await tx.ingestSession.updateMany({
      where: {
        orgId: dataset.orgId,
        datasetId: dataset.id,
        idempotencyKey,
        state: { in: expiringStates },
        mode,
        message,
      },
      data: { expiresAt: data.expiresAt },
    });
    return tx.ingestSession.findUniqueOrThrow({
      where: { orgId_datasetId_idempotencyKey: { orgId: dataset.orgId, datasetId: dataset.id, idempotencyKey } },
    });
  });
  if (session.mode !== mode || session.message !== message) throw new IdempotencyConflict();
  return session;
}

/** Removes the idempotency key from a session that was abandoned or failed, so that a new session can use it. */
async function freeKey(tx: Tx, datasetId: string, idempotencyKey: string) {
  const now = new Date();
  await tx.ingestSession.updateMany({
    where: { datasetId, idempotencyKey, state: { in: expiringStates }, expiresAt: { lte: now } },
    data: { state: 'ABANDONED', closedAt: now },
  });
  await tx.ingestSession.updateMany({
    where: { datasetId, idempotencyKey, state: { in: failedStates } },
    data: { idempotencyKey: null },
  });
}

function readInput({ mode, message, idempotencyKey }: OpenIngestSessionInput) {
  if (message != null && (message.length > messageLength || !isStorable(message))) {
    throw new InvalidInput(
      'message',
      `A message can have at most ${messageLength} characters, without U+0000 and unpaired surrogates.`,
    );
  }
  if (idempotencyKey != null) requireIdempotencyKey(idempotencyKey);
  return { mode, message: message ?? '', idempotencyKey: idempotencyKey ?? null };
}
