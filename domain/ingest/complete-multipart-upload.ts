import type { Context } from '../context.ts';
import { LimitExceeded, PartsMissing } from '../errors.ts';
import { ObjectMissing, type Storage, type StoredPart } from '../storage.ts';
import { checkPart, type DeclaredPart } from './request-upload-parts.ts';
import { lockOpenSession } from './require-session.ts';
import { requireMultipartUpload } from './require-upload.ts';
import { byteSizeOfPart, type PartLayout, partCountOf } from './uploads/part-layout.ts';
import { enqueueHashing } from './uploads/verify-joined-upload.ts';

const maxParts = 10_000;

/**
 * Joins the parts of a multipart upload after all have arrived, and queues a check of the whole file. A repeated call
 * changes nothing. Parts that were declared must equal the received ones. Other parts are accepted as received.
 */
export async function completeMultipartUpload(
  { db, viewer, storage, limits }: Pick<Context, 'db' | 'viewer' | 'storage' | 'limits'>,
  { uploadId, parts = null }: { uploadId: string; parts?: readonly DeclaredPart[] | null },
): Promise<{ sessionId: string }> {
  if (parts && parts.length > maxParts) {
    throw new LimitExceeded(maxParts, `A file can have at most ${maxParts} parts.`);
  }
  const { session, upload } = await requireMultipartUpload({ db, viewer }, uploadId);
  const layout = { byteSize: Number(upload.byteSize), partByteSize: Number(upload.partSize) };
  for (const [index, part] of (parts ?? []).entries()) checkPart(part, `parts.${index}`, layout);
  const { multipartId, objectKey } = upload;
  if (multipartId === null) return { sessionId: session.id };

  await joinParts(storage, { objectKey, multipartId }, layout, parts ?? []);
  await db.$transaction(async (tx) => {
    await lockOpenSession(tx, session, limits);
    const { count } = await tx.upload.updateMany({
      where: { id: upload.id, objectKey, multipartId },
      data: { multipartId: null, checkedAt: new Date() },
    });
    if (count === 1) await enqueueHashing(tx, upload);
  });
  return { sessionId: session.id };
}

/** Joins the parts. Does not join them again if an earlier call did so and its response was lost. */
async function joinParts(
  storage: Storage,
  { objectKey, multipartId }: { objectKey: string; multipartId: string },
  layout: PartLayout,
  declared: readonly DeclaredPart[],
): Promise<void> {
  try {
    const arrived = await storage.listParts(objectKey, multipartId);
    const wrong = wrongParts(layout, arrived, declared);
    if (wrong.length > 0) throw new PartsMissing(wrong);
    await storage.completeMultipart(objectKey, multipartId, arrived);
  } catch (error) {
    if (!(error instanceof ObjectMissing)) throw error;
    if (!(await storage.head(objectKey))) throw new PartsMissing(everyPart(layout));
  }
}

/** Returns the numbers of the parts that have not arrived or that have the wrong size or checksum. */
function wrongParts(layout: PartLayout, arrived: readonly StoredPart[], declared: readonly DeclaredPart[]): number[] {
  const stored = new Map(arrived.map((part) => [part.partNumber, part]));
  const digests = new Map(declared.map(({ partNumber, sha256 }) => [partNumber, sha256]));
  return everyPart(layout).filter((partNumber) => {
    const part = stored.get(partNumber);
    if (!part || part.byteSize !== byteSizeOfPart(layout, partNumber)) return true;
    const digest = digests.get(partNumber);
    return digest !== undefined && part.sha256 !== null && part.sha256 !== digest;
  });
}

function everyPart(layout: PartLayout): number[] {
  return Array.from({ length: partCountOf(layout) }, (_, index) => index + 1);
}
