import type { BigIntStats } from 'node:fs';

/** State of a file. Any write changes it. */
export interface FileState {
  byteSize: number;
  /** Times in nanoseconds and the inode. */
  stamp: string;
}

export function fileState({ size, mtimeNs, ctimeNs, ino }: BigIntStats): FileState {
  return { byteSize: Number(size), stamp: `${mtimeNs}-${ctimeNs}-${ino}` };
}
