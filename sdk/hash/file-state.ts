import type { BigIntStats } from 'node:fs';

/** State of a file. Every write to the file changes it. */
export interface FileState {
  byteSize: number;
  /** Times of the file in nanoseconds, and its inode number. */
  stamp: string;
}

export function fileState({ size, mtimeNs, ctimeNs, ino }: BigIntStats): FileState {
  return { byteSize: Number(size), stamp: `${mtimeNs}-${ctimeNs}-${ino}` };
}
