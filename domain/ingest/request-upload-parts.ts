import { isSha256 } from '#formats/sha256.ts';
import type { Context } from '../context.ts';
import { InvalidInput, LimitExceeded } from '../errors.ts';
import { lockOpenSession } from './require-session.ts';
import { requireMultipartUpload } from './require-upload.ts';
import { byteSizeOfPart, type PartLayout, partCountOf } from './uploads/part-layout.ts';

export interface DeclaredPart {
  /** Number of the part. The first part has number 1. */
  partNumber: number;
  byteSize: number;
  /** SHA-256 in lower-case hexadecimal. */
  sha256: string;
}

export interface PartTarget {
  partNumber: number;
  url: string;
  headers: Record<string, string>;
  expiresAt: Date;
}

/**
 * Returns new URLs for parts of a multipart upload, in the requested order. Each URL accepts only the declared bytes of
 * its part.
 */
export async function requestUploadParts(
  { db, viewer, storage, limits }: Pick<Context, 'db' | 'viewer' | 'storage' | 'limits'>,
  { uploadId, parts }: { uploadId: string; parts: readonly DeclaredPart[] },
): Promise<PartTarget[]> {
  if (parts.length > limits.uploadsPerCall) {
    throw new LimitExceeded(
      limits.uploadsPerCall,
      `A request can have at most ${limits.uploadsPerCall} parts. Send several requests.`,
    );
  }
  const { session, upload } = await requireMultipartUpload({ db, viewer }, uploadId);
  const layout = { byteSize: Number(upload.byteSize), partByteSize: Number(upload.partSize) };
  for (const [index, part] of parts.entries()) checkPart(part, `parts.${index}`, layout);
  const { multipartId, objectKey } = upload;
  if (multipartId === null)
    throw new InvalidInput('uploadId', 'This upload is already complete and takes no more parts.');
  await db.$transaction((tx) => lockOpenSession(tx, session, limits));
  return Promise.all(
    parts.map(async (part) => {
      const target = await storage.signPart({ ...part, objectKey, uploadId: multipartId }, limits.uploadUrlSeconds);
      return { partNumber: part.partNumber, ...target };
    }),
  );
}

/** Throws unless the size of a part is the size that its number requires. */
export function checkPart({ partNumber, byteSize, sha256 }: DeclaredPart, path: string, layout: PartLayout): void {
  const partCount = partCountOf(layout);
  if (!Number.isSafeInteger(partNumber) || partNumber < 1 || partNumber > partCount) {
    throw new InvalidInput(`${path}.partNumber`, `The part number must be from 1 to ${partCount}.`);
  }
  const expected = byteSizeOfPart(layout, partNumber);
  if (byteSize !== expected) {
    throw new InvalidInput(`${path}.byteSize`, `Part ${partNumber} of this file must have ${expected} bytes.`);
  }
  if (!isSha256(sha256)) {
    throw new InvalidInput(`${path}.sha256`, 'A SHA-256 must have 64 lower-case hexadecimal digits.');
  }
}
