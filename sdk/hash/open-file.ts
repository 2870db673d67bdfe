import { closeSync, fstatSync, open, read } from 'node:fs';
import { promisify } from 'node:util';
import { type FileState, fileState } from './file-state.ts';

export interface OpenFile {
  state(): FileState;
  /**
   * Reads bytes from a position into the chunk, up to the end of the file. Returns the number of bytes. Returns 0 at
   * the end, and after `close`.
   */
  read(chunk: Uint8Array, position: number): Promise<number>;
  close(): void;
}

const openAsync = promisify(open);
const readAsync = promisify(read);

/**
 * Opens a file for reading. Opening and reading run in another thread, because disks and networks can be slow. Other
 * calls are synchronous: for many small files, passing them to a thread would take most of the time.
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
    // Closes the file only after a running read. Otherwise the read could use a descriptor that already belongs to
    // another file.
    close: () => {
      isClosed = true;
      if (reading) void reading.catch(() => {}).then(() => closeSync(file));
      else closeSync(file);
    },
  };
}
