import { closeSync, fstatSync, open, read } from 'node:fs';
import { promisify } from 'node:util';
import { type FileState, fileState } from './file-state.ts';

export interface OpenFile {
  state(): FileState;
  /**
   * Fills the chunk from a position on, up to the end of the file. Returns the number of bytes read. 0 at the end, or
   * after closing.
   */
  read(chunk: Uint8Array, position: number): Promise<number>;
  close(): void;
}

const openAsync = promisify(open);
const readAsync = promisify(read);

/**
 * Opens a file for reading. Waits for disks and networks in another thread. Calls that the system answers from memory
 * are synchronous: for many small files, passing them to a thread would be most of the work.
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
    // Waits for a running read. Otherwise it could read another file that has received the same descriptor.
    close: () => {
      isClosed = true;
      if (reading) void reading.catch(() => {}).then(() => closeSync(file));
      else closeSync(file);
    },
  };
}
