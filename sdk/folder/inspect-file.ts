import { closeSync, openSync, readSync } from 'node:fs';
import { inspectBytes, inspectedByteSize } from './inspect-bytes.ts';
import type { FileWarning } from './notices.ts';

interface InspectedFile {
  location: string;
  path: string;
  contentType: string;
  byteSize: number;
}

/**
 * Returns a warning if the first bytes of a file do not match its name. Reads synchronously: the file has just been
 * hashed, so its first bytes are in memory. An asynchronous read would take longer.
 */
export function inspectFile({ location, path, contentType, byteSize }: InspectedFile): FileWarning | null {
  const bytes = Buffer.allocUnsafe(Math.min(byteSize, inspectedByteSize));
  try {
    const file = openSync(location, 'r');
    try {
      return inspectBytes(
        path,
        contentType,
        byteSize,
        bytes.subarray(0, readSync(file, bytes, 0, bytes.byteLength, 0)),
      );
    } finally {
      closeSync(file);
    }
  } catch {
    return null; // It was read before. If it is gone, sending it fails with an error.
  }
}
