import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { VitrineError } from '../errors.ts';

/** What tells one state of a file from another: any write changes it. */
export interface FileState {
  byteSize: number;
  /** Times in nanoseconds and the inode. */
  stamp: string;
}

export interface HashedFile extends FileState {
  sha256: string;
}

export interface HashOptions {
  signal?: AbortSignal;
  /** Told of bytes as they are read; negative when an attempt was in vain. */
  onRead?: (byteSize: number) => void;
}

const chunkByteSize = 256 * 1024;
const attempts = 3;

/**
 * The SHA-256 of a file's bytes, read as a stream. A file that is being written to is read again, and after three
 * attempts rejected as `FILE_CHANGED`: the digest always belongs to the state it is given with.
 */
export async function hashFile(path: string, options: HashOptions = {}): Promise<HashedFile> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const file = await open(path);
    let read = 0;
    const onRead = (byteSize: number) => {
      read += byteSize;
      options.onRead?.(byteSize);
    };
    try {
      const before = fileState(await file.stat({ bigint: true }));
      const sha256 = await digest(file, before.byteSize, { ...options, onRead });
      const after = fileState(await file.stat({ bigint: true }));
      if (sha256 !== null && after.stamp === before.stamp && after.byteSize === before.byteSize) {
        return { ...before, sha256 };
      }
      options.onRead?.(-read);
    } finally {
      await file.close();
    }
  }
  throw new VitrineError('FILE_CHANGED', `${path} was being written to while it was read.`, {
    hint: 'Run the same command again when it is complete.',
  });
}

export function fileState({ size, mtimeNs, ctimeNs, ino }: BigIntStats): FileState {
  return { byteSize: Number(size), stamp: `${mtimeNs}-${ctimeNs}-${ino}` };
}

async function digest(file: FileHandle, byteSize: number, { signal, onRead }: HashOptions): Promise<string | null> {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(Math.min(chunkByteSize, byteSize + 1));
  let read = 0;
  for (;;) {
    signal?.throwIfAborted();
    const { bytesRead } = await file.read(chunk, 0, chunk.byteLength, read);
    if (bytesRead === 0) return read === byteSize ? hash.digest('hex') : null;
    hash.update(chunk.subarray(0, bytesRead));
    read += bytesRead;
    onRead?.(bytesRead);
    if (read > byteSize) return null; // One that grows as fast as it is read would never end.
  }
}
