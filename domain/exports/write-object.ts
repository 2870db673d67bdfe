import { createHash } from 'node:crypto';
import type { Storage, StoredPart } from '../storage.ts';

/** Size and SHA-256 of a written object. */
export interface WrittenObject {
  byteSize: number;
  sha256: string;
}

const firstPartByteSize = 16 * 1024 ** 2;
// Number of parts of the normal size. S3 allows 10,000 parts, so later parts are larger, to allow objects of any size.
const partsOfOneSize = 2_000;

/**
 * Stores text or bytes of any length as one object. Only one part is in memory at a time. Calls `onMultipart` with the
 * id of a multipart upload before the first part is sent. So the caller can abort an unfinished upload later.
 */
export async function writeObject(
  storage: Storage,
  { objectKey, contentType }: { objectKey: string; contentType: string },
  texts: AsyncIterable<string | Uint8Array>,
  onMultipart: (uploadId: string) => Promise<void>,
): Promise<WrittenObject> {
  const hash = createHash('sha256');
  const parts: StoredPart[] = [];
  let uploadId: string | undefined;
  let waiting: Buffer[] = [];
  let waitingByteSize = 0;
  let byteSize = 0;
  const sendPart = async () => {
    if (uploadId === undefined) {
      uploadId = await storage.openMultipart({ objectKey, contentType });
      await onMultipart(uploadId);
    }
    const bytes = Buffer.concat(waiting);
    waiting = [];
    waitingByteSize = 0;
    parts.push(await storage.writePart({ objectKey, uploadId, partNumber: parts.length + 1, bytes }));
  };

  for await (const text of texts) {
    const bytes = typeof text === 'string' ? Buffer.from(text) : Buffer.from(text);
    hash.update(bytes);
    byteSize += bytes.length;
    waiting.push(bytes);
    waitingByteSize += bytes.length;
    if (waitingByteSize >= firstPartByteSize * 2 ** Math.floor(parts.length / partsOfOneSize)) await sendPart();
  }
  if (uploadId === undefined) await storage.write({ objectKey, contentType, bytes: Buffer.concat(waiting) });
  else {
    if (waitingByteSize > 0) await sendPart();
    await storage.completeMultipart(objectKey, uploadId, parts);
  }
  return { byteSize, sha256: hash.digest('hex') };
}
