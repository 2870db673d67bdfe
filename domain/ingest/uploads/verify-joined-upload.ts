import type { Db, Tx } from '#database/databases.ts';
import type { IngestSession, Upload } from '#prisma/client/client.ts';
import type { Context } from '../../context.ts';
import { enqueue } from '../../tasks.ts';
import { checkUpload } from './check-upload.ts';
import { recordFindings } from './record-findings.ts';

const heartbeatMilliseconds = 60_000;
const silenceMilliseconds = 5 * heartbeatMilliseconds;

/** Queues a job that computes the SHA-256 of a joined upload. */
export async function enqueueHashing(db: Db | Tx, { id, orgId }: Pick<Upload, 'id' | 'orgId'>): Promise<void> {
  await enqueue(db, 'hashUpload', { orgId, uploadId: id }, { jobKey: `hashUpload:${id}` });
}

/** Queues the joined uploads of a session again if they made no progress for a while, because their job failed. */
export async function driveHashing(db: Db, session: Pick<IngestSession, 'id' | 'orgId'>): Promise<void> {
  const waiting = {
    orgId: session.orgId,
    sessionId: session.id,
    state: 'EXPECTED' as const,
    partSize: { not: null },
    multipartId: null,
    OR: [{ checkedAt: null }, { checkedAt: { lt: new Date(Date.now() - silenceMilliseconds) } }],
  };
  for (const { id, orgId } of await db.upload.findMany({ where: waiting, select: { id: true, orgId: true } })) {
    await db.$transaction(async (tx) => {
      const { count } = await tx.upload.updateMany({ where: { ...waiting, id }, data: { checkedAt: new Date() } });
      if (count === 1) await enqueueHashing(tx, { id, orgId });
    });
  }
}

/**
 * Computes the SHA-256 of an upload that was joined from parts, because the store has no checksum of the whole object.
 * Records the result.
 */
export async function verifyJoinedUpload(
  { db, storage }: Pick<Context, 'db' | 'storage'>,
  { orgId, id }: Pick<Upload, 'id' | 'orgId'>,
  signal?: AbortSignal,
): Promise<void> {
  const upload = await db.upload.findFirst({ where: { orgId, id, state: 'EXPECTED', multipartId: null } });
  if (!upload) return;
  const beat = heartbeat(() => db.upload.updateMany({ where: { orgId, id }, data: { checkedAt: new Date() } }));
  try {
    const finding = await checkUpload(storage, upload, { signal, onProgress: beat.note });
    const session = { id: upload.sessionId, orgId: upload.orgId };
    await recordFindings(db, session, [{ upload, finding: missingIsMismatched(finding) }]);
  } finally {
    await beat.end();
  }
}

/** Converts MISSING to MISMATCHED, so that a joined file whose object is missing is sent again. */
function missingIsMismatched(finding: Awaited<ReturnType<typeof checkUpload>>) {
  return finding.kind === 'MISSING'
    ? { kind: 'MISMATCHED' as const, reason: 'The file is no longer in the object store. Upload it again.' }
    : finding;
}

/**
 * Limits calls: `note` calls `call` at most once a minute, and `end` waits for the last call. If a read stalls, the
 * calls stop, and the upload counts as stalled.
 */
function heartbeat(call: () => Promise<unknown>) {
  let last = Date.now();
  let calling: Promise<unknown> = Promise.resolve();
  return {
    note: () => {
      if (Date.now() - last < heartbeatMilliseconds) return;
      last = Date.now();
      calling = call().catch(() => {}); // the next beat may work
    },
    end: () => calling,
  };
}
