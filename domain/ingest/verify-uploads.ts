import pMap from 'p-map';
import type { IngestSession } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { enqueueVerification } from './schedule-verification.ts';
import { checkUpload } from './uploads/check-upload.ts';
import { findExpected, nextCheckAt } from './uploads/find-expected.ts';
import { type FoundUpload, recordFindings } from './uploads/record-findings.ts';
import { driveHashing } from './uploads/verify-joined-upload.ts';

export interface VerifyOptions {
  /** Looks for every file that is awaited, not just for those it is time to look for again. */
  everything?: boolean;
  /** No further file is looked for after this. */
  deadline?: Date;
  signal?: AbortSignal;
}

const batchSize = 500;
const concurrency = 32;
const beforeAll = '00000000-0000-0000-0000-000000000000';
const leastPauseMilliseconds = 3_000;

/**
 * Looks for the awaited files of a session in the object store, and writes down which have arrived as declared, by the
 * store's own checksums. May run any number of times, at the same time too.
 *
 * Files that came in parts are read by a job each; this only sees to it that the job exists. Of the others, all up to the
 * id that is answered have been looked for; null when that is all there are.
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

/** One round of verification while a session is open; has the next queued as long as files are awaited. */
export async function verifyInRounds(
  context: Pick<Context, 'db' | 'storage'>,
  { id, orgId }: Pick<IngestSession, 'id' | 'orgId'>,
  signal?: AbortSignal,
): Promise<void> {
  const { db } = context;
  const session = await db.ingestSession.findFirst({ where: { id, orgId } });
  // The end of a session is the deadline: what has not arrived by then is given up with it.
  if (!session || session.state !== 'OPEN' || session.expiresAt <= new Date()) return;
  await verifyUploads(context, session, { signal });
  const at = await nextCheckAt(db, session.id);
  if (at) await enqueueVerification(db, session, new Date(Math.max(at.getTime(), Date.now() + leastPauseMilliseconds)));
}
