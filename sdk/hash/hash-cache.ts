import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileState } from './hash-file.ts';
import { isWhole, nameOf, slotByteSize, slotOf } from './slot.ts';

/** Remembers the digests of files between runs, so that what has not changed is not read again. */
export interface HashCache {
  find(path: string, state: FileState): Promise<string | null>;
  remember(path: string, state: FileState, sha256: string): Promise<void>;
  close(): Promise<void>;
}

/*
 * An open-addressed hash table in a file, so that memory does not grow with the folder. A slot that was torn, or
 * lost to another run at the same time, is merely a file that is read once more.
 */
const probes = 32;
const firstSlots = 2 ** 14;
const mostSlots = 2 ** 23;
/** A file written to this recently could change again within the same tick of its clock. */
const settledMilliseconds = 2_000;

/** Opens the cache of one folder; where none can be kept, one that remembers nothing. */
export async function openHashCache(directory: string | null, folder: string): Promise<HashCache> {
  if (directory === null) return forgetful;
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const name = createHash('sha256').update(folder).digest('hex').slice(0, 32);
    return await TableCache.open(join(directory, `${name}.hashes`));
  } catch {
    return forgetful; // A read-only home only costs time.
  }
}

/** Names begin at any of the slots, and the run of the last one ends within the file. */
function byteSizeOf(slots: number): number {
  return (slots + probes) * slotByteSize;
}

const forgetful: HashCache = { find: async () => null, remember: async () => {}, close: async () => {} };

class TableCache implements HashCache {
  private readonly path: string;
  private file: FileHandle;
  private slots: number;
  private writing: Promise<void> = Promise.resolve();

  private constructor(path: string, file: FileHandle, slots: number) {
    this.path = path;
    this.file = file;
    this.slots = slots;
  }

  static async open(path: string): Promise<TableCache> {
    const file = await open(path, 'r+').catch(() => open(path, 'w+', 0o600));
    const { size } = await file.stat();
    const slots = size / slotByteSize - probes;
    if (Number.isInteger(slots) && slots >= firstSlots && Number.isInteger(Math.log2(slots))) {
      return new TableCache(path, file, slots);
    }
    await file.truncate(0);
    await file.truncate(byteSizeOf(firstSlots));
    return new TableCache(path, file, firstSlots);
  }

  async find(path: string, state: FileState): Promise<string | null> {
    const name = nameOf(path, state);
    const { bytes } = await this.probe(name).catch(() => ({ bytes: Buffer.alloc(0) }));
    for (let offset = 0; offset < bytes.byteLength; offset += slotByteSize) {
      const slot = bytes.subarray(offset, offset + slotByteSize);
      if (slot.subarray(0, 16).equals(name) && isWhole(slot)) return slot.toString('hex', 16, 48);
    }
    return null;
  }

  remember(path: string, state: FileState, sha256: string): Promise<void> {
    const modified = Number(BigInt(state.stamp.split('-', 1)[0] ?? 0) / 1_000_000n);
    if (Math.abs(Date.now() - modified) < settledMilliseconds) return Promise.resolve();
    const name = nameOf(path, state);
    // One after the other, for two names may want the same free slot, and growing moves them all.
    this.writing = this.writing.then(() => this.insert(name, sha256)).catch(() => {});
    return this.writing;
  }

  async close(): Promise<void> {
    await this.writing;
    await this.file.close();
  }

  private async insert(name: Buffer, sha256: string): Promise<void> {
    const { position, bytes } = await this.probe(name);
    for (let offset = 0; offset < bytes.byteLength; offset += slotByteSize) {
      const slot = bytes.subarray(offset, offset + slotByteSize);
      if (!isWhole(slot) || slot.subarray(0, 16).equals(name)) {
        await this.file.write(slotOf(name, Buffer.from(sha256, 'hex')), 0, slotByteSize, position + offset);
        return;
      }
    }
    await this.grow();
    await this.insert(name, sha256);
  }

  /** The slots where a name may be. */
  private async probe(name: Buffer) {
    const position = (name.readUInt32LE(0) % this.slots) * slotByteSize;
    const bytes = Buffer.alloc(probes * slotByteSize);
    const { bytesRead } = await this.file.read(bytes, 0, bytes.byteLength, position);
    return { position, bytes: bytes.subarray(0, bytesRead) };
  }

  /** Moves to a table of twice the size; one that has grown enormous is full of the past, and begun anew. */
  private async grow(): Promise<void> {
    const slots = this.slots * 2 > mostSlots ? firstSlots : this.slots * 2;
    const temporary = `${this.path}.${process.pid}`;
    const larger = new TableCache(temporary, await open(temporary, 'w+', 0o600), slots);
    try {
      await larger.file.truncate(byteSizeOf(slots));
      if (slots > this.slots) await this.copyTo(larger);
      await rename(temporary, this.path);
    } catch (error) {
      await larger.file.close();
      await rm(temporary, { force: true });
      throw error;
    }
    await this.file.close();
    this.file = larger.file;
    this.slots = larger.slots;
  }

  private async copyTo(larger: TableCache): Promise<void> {
    const block = Buffer.alloc(4_096 * slotByteSize);
    for (let position = 0; ; ) {
      const { bytesRead } = await this.file.read(block, 0, block.byteLength, position);
      if (bytesRead === 0) return;
      for (let offset = 0; offset + slotByteSize <= bytesRead; offset += slotByteSize) {
        const slot = block.subarray(offset, offset + slotByteSize);
        if (isWhole(slot)) await larger.insert(Buffer.from(slot.subarray(0, 16)), slot.toString('hex', 16, 48));
      }
      position += bytesRead;
    }
  }
}
