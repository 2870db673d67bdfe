import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const flushByteSize = 512 * 1024;

/**
 * File that is being written, in a folder that no operation reads. It is moved to its place only after it is complete
 * and on the disk.
 */
export class Draft {
  readonly #path: string;
  readonly #file: FileHandle;
  #pending: Buffer[] = [];
  #pendingByteSize = 0;
  #closed = false;
  #moved = false;

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  static async open(directory: string): Promise<Draft> {
    const path = join(directory, randomUUID());
    return new Draft(path, await open(path, 'wx', 0o600));
  }

  async write(bytes: Buffer): Promise<void> {
    this.#pending.push(bytes);
    this.#pendingByteSize += bytes.length;
    if (this.#pendingByteSize >= flushByteSize) await this.#flush();
  }

  /** Completes the file, and waits until all of its bytes are on the disk. */
  async seal(): Promise<void> {
    await this.#flush();
    await this.#file.sync();
    await this.#close();
  }

  async moveTo(path: string): Promise<void> {
    await rename(this.#path, path);
    this.#moved = true;
    await syncDirectory(dirname(path));
  }

  /** Deletes the file, unless it has been moved to its place. */
  async discard(): Promise<void> {
    await this.#close();
    if (!this.#moved) await rm(this.#path, { force: true });
  }

  async #flush(): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    this.#pendingByteSize = 0;
    // `writeFile` continues after the previous write. Unlike `write`, it repeats until all bytes are written.
    if (pending.length > 0) await this.#file.writeFile(Buffer.concat(pending));
  }

  async #close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#file.close();
  }
}

/** Makes added and removed names in a directory permanent, so that they survive a power failure. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return; // directories cannot be opened on Windows, and renames are journaled
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
