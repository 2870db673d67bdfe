import { createHash } from 'node:crypto';
import { VitrineError } from '../errors.ts';
import type { FileState } from './file-state.ts';
import { type OpenFile, openFile } from './open-file.ts';

export interface HashedFile extends FileState {
  sha256: string;
}

export interface HashOptions {
  signal?: AbortSignal;
  /**
   * Function that receives the number of bytes of each read. The number is negative if an attempt failed and its bytes
   * do not count.
   */
  onRead?: (byteSize: number) => void;
}

const chunkByteSize = 256 * 1024;
const attempts = 3;

/**
 * Returns the SHA-256 of a file and its state. If the file changes while it is read, reads it again. So the SHA-256
 * always belongs to the returned state. Rejects with `FILE_CHANGED` after three attempts.
 */
export async function hashFile(path: string, options: HashOptions = {}): Promise<HashedFile> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const file = await openFile(path);
    let read = 0;
    const onRead = (byteSize: number) => {
      read += byteSize;
      options.onRead?.(byteSize);
    };
    try {
      const before = file.state();
      const sha256 = await digest(file, before.byteSize, { ...options, onRead });
      const after = file.state();
      if (sha256 !== null && after.stamp === before.stamp && after.byteSize === before.byteSize) {
        return { ...before, sha256 };
      }
      options.onRead?.(-read);
    } finally {
      file.close();
    }
  }
  throw new VitrineError('FILE_CHANGED', `${path} changed while it was being read.`, {
    hint: 'Wait until the file is complete, then run the same command again.',
  });
}

async function digest(file: OpenFile, byteSize: number, { signal, onRead }: HashOptions): Promise<string | null> {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(Math.min(chunkByteSize, byteSize + 1));
  let read = 0;
  for (;;) {
    signal?.throwIfAborted();
    const bytesRead = await file.read(chunk, read);
    hash.update(chunk.subarray(0, bytesRead));
    read += bytesRead;
    if (bytesRead > 0) onRead?.(bytesRead);
    if (read > byteSize) return null; // A file that grows as fast as it is read would never end.
    // A read that returns less than a whole chunk at the end of the file is the last one.
    if (bytesRead < chunk.byteLength && (bytesRead === 0 || read === byteSize)) {
      return read === byteSize ? hash.digest('hex') : null;
    }
  }
}
