import type { TableBytes } from '../table-file.ts';

/** Returns a file in memory that counts the reads and the bytes that were read. */
export function bytesOf(
  content: string | Uint8Array | ArrayBuffer,
): TableBytes & { read: { byteSize: number; count: number } } {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  const read = { byteSize: 0, count: 0 };
  return {
    byteLength: bytes.byteLength,
    read,
    slice(start, end) {
      const part = bytes.slice(start, end);
      read.byteSize += part.byteLength;
      read.count += 1;
      return Promise.resolve(part.buffer);
    },
  };
}
