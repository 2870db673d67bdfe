import { closeSync, fstatSync, open, read } from 'node:fs';
import { promisify } from 'node:util';
import { type FileState, fileState } from './file-state.ts';

export interface OpenFile {
  state(): FileState;
  /** Fills the chunk from a position on, as far as the file goes; answers how many bytes that were, 0 at its end or once it is closed. */
  read(chunk: Uint8Array, position: number): Promise<number>;
  close(): void;
}

const openAsync = promisify(open);
const readAsync = promisify(read);

/**
 * Opens a file for reading. What may wait for a disk or a network is waited for in another thread; what the system knows
 * of an open file is asked for at once, as with many small files the way to a thread and back is most of the work.
 */
export async function openFile(path: string): Promise<OpenFile> {
  const file = await openAsync(path, 'r');
  let reading: Promise<unknown> | null = null;
  let isClosed = false;
  return {
    state: () => fileState(fstatSync(file, { bigint: true })),
    read: async (chunk, position) => {
      if (isClosed) return 0;
      const read = readAsync(file, chunk, 0, chunk.byteLength, position);
      reading = read;
      const { bytesRead } = await read;
      reading = null;
      return bytesRead;
    },
    // Not under a read, which might then be one of another file that was given the same number.
    close: () => {
      isClosed = true;
      if (reading) void reading.catch(() => {}).then(() => closeSync(file));
      else closeSync(file);
    },
  };
}
