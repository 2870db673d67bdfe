import { createHash } from 'node:crypto';
import type { Storage, StoredObject } from '../../storage.ts';

/** An upload, with the bytes that are expected under its object key. */
export interface ExpectedUpload {
  id: string;
  objectKey: string;
  contentType: string;
  byteSize: bigint;
  sha256: string;
}

/** Result of a check: the stored bytes equal the declaration, differ from it, or are missing. */
export type Finding = { kind: 'ARRIVED' } | { kind: 'MISMATCHED'; reason: string } | { kind: 'MISSING' };

/**
 * Compares a stored object with its declaration. If the store has no SHA-256 of the whole object, reads the object and
 * computes it.
 */
export async function checkUpload(
  storage: Storage,
  upload: ExpectedUpload,
  options: { signal?: AbortSignal; onProgress?: () => void } = {},
): Promise<Finding> {
  const stored = await storage.head(upload.objectKey);
  if (!stored) return { kind: 'MISSING' };
  const reason = mismatchOf(upload, stored);
  if (reason) return { kind: 'MISMATCHED', reason };
  const sha256 = stored.sha256 ?? (await hashObject(storage, upload.objectKey, options));
  if (sha256 === upload.sha256) return { kind: 'ARRIVED' };
  return { kind: 'MISMATCHED', reason: `The stored file has a different SHA-256: ${sha256}.` };
}

function mismatchOf({ byteSize, contentType }: ExpectedUpload, stored: StoredObject): string | null {
  if (BigInt(stored.byteSize) !== byteSize)
    return `The stored file has ${stored.byteSize} bytes, but ${byteSize} were declared.`;
  if (stored.contentType !== contentType) {
    return `The file is stored as ${stored.contentType}, but was declared as ${contentType}.`;
  }
  return null;
}

/** Computes the SHA-256 of an object of any size in constant memory. */
async function hashObject(
  storage: Storage,
  objectKey: string,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: () => void },
): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of await storage.read(objectKey)) {
    signal?.throwIfAborted();
    hash.update(chunk);
    onProgress?.();
  }
  return hash.digest('hex');
}
