import pMap from 'p-map';
import type { IngestSession } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { takesFiles } from './ingest-states.ts';
import { enqueueVerification } from './schedule-verification.ts';
import { checkUpload } from './uploads/check-upload.ts';
import { findExpected, nextCheckAt } from './uploads/find-expected.ts';
import { type FoundUpload, recordFindings } from './uploads/record-findings.ts';
import { driveHashing } from './uploads/verify-joined-upload.ts';

export interface VerifyOptions {
  /** Whether to check every expected file, and not only those that are due. */
  everything?: boolean;
  /** Time after which no further file is checked. */
  deadline?: Date;
  signal?: AbortSignal;
}

const batchSize = 500;
const concurrency = 32;
const beforeAll = '00000000-0000-0000-0000-000000000000';
const leastPauseMilliseconds = 3_000;

/**
 * Looks up the expected files of a session in the object store. Records the files whose stored checksum equals the
 * declared one. May run several times, even at the same time.
 *
 * A separate job reads each multipart upload, and this function only queues that job if needed. Returns null if all
 * other files were checked, otherwise the id up to which they were checked.
 */
export async function verifyUploads(
  { db, storage }: Pick<Context, 'db' | 'storage'>,
  session: Pick<IngestSession, 'id' | 'orgId'>,
  { everything = false, deadline, signal }: VerifyOptions = {},
): Promise<{ lookedUpTo: string } | null> {
  const isOver = () => signal?.aborted === true || (deadline !== undefined && deadline.getTime() <= Date.now());
  await driveHashing(db, session);
  for (let after: string | null = null; ; ) {
    const batch = await findExpected(db, session.id, { after, take: batchSize, dueOnly: !everything });
    const found = await pMap(
      batch,
      async (upload): Promise<FoundUpload | null> =>
        isOver() ? null : { upload, finding: await checkUpload(storage, upload, { signal }) },
      { concurrency },
    );
    await recordFindings(
      db,
      session,
      found.filter((each) => each !== null),
    );
    if (isOver()) return { lookedUpTo: after ?? beforeAll };
    if (batch.length < batchSize) return null;
    after = batch.at(-1)!.id;
  }
}

/** Runs one round of verification of an open session. Queues the next round while uploads are expected. */
export async function verifyInRounds(
  context: Pick<Context, 'db' | 'storage'>,
  { id, orgId }: Pick<IngestSession, 'id' | 'orgId'>,
  signal?: AbortSignal,
): Promise<void> {
  const { db } = context;
  const session = await db.ingestSession.findFirst({ where: { id, orgId } });
  // After the session's expiry, missing files are discarded, so no further round is needed.
  if (!session || !takesFiles(session.state) || session.expiresAt <= new Date()) return;
  await verifyUploads(context, session, { signal });
  const at = await nextCheckAt(db, session.id);
  if (at) await enqueueVerification(db, session, new Date(Math.max(at.getTime(), Date.now() + leastPauseMilliseconds)));
}
