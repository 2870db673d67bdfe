import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '#system/make-folder.ts';
import type { FileState } from './file-state.ts';
import { isWhole, nameOf, slotByteSize, slotOf } from './slot.ts';

/** Stores the SHA-256 of files between runs, so that unchanged files are not read again. */
export interface HashCache {
  find(path: string, state: FileState): string | null;
  remember(path: string, state: FileState, sha256: string): void;
  close(): void;
}

/*
 * An open-addressed hash table in a file, so that memory use does not grow with the folder. If a slot is incomplete,
 * or another run overwrote it, its file is only read once more. Reads and writes are synchronous: they are a few bytes
 * that the system has in memory, so another thread would take longer.
 */
const probes = 32;
const firstSlots = 2 ** 14;
const maxSlots = 2 ** 23;
/** Minimum age of the last write of a cached file. A newer file could change again within one tick of its clock. */
const settledMilliseconds = 2_000;

/** Opens the cache of one folder. If its file cannot be opened, returns a cache that stores nothing. */
export function openHashCache(directory: string | null, folder: string): HashCache {
  if (directory === null) return forgetful;
  try {
    makeFolder(directory, { mode: 0o700 });
    const name = createHash('sha256').update(folder).digest('hex').slice(0, 32);
    return TableCache.open(join(directory, `${name}.hashes`));
  } catch {
    return forgetful; // With a read-only home directory, publishing only takes longer.
  }
}

const forgetful: HashCache = { find: () => null, remember: () => {}, close: () => {} };

class TableCache implements HashCache {
  private readonly path: string;
  private file: number | null;
  private slots: number;

  private constructor(path: string, file: number, slots: number) {
    this.path = path;
    this.file = file;
    this.slots = slots;
  }

  static open(path: string): TableCache {
    const file = openSync(path, existsSync(path) ? 'r+' : 'w+', 0o600);
    const slots = fstatSync(file).size / slotByteSize - probes;
    if (slots >= firstSlots && Number.isInteger(Math.log2(slots))) return new TableCache(path, file, slots);
    ftruncateSync(file, 0);
    ftruncateSync(file, byteSizeOf(firstSlots));
    return new TableCache(path, file, firstSlots);
  }

  find(path: string, state: FileState): string | null {
    const name = nameOf(path, state);
    for (const { slot } of this.probe(name)) {
      if (!isWhole(slot)) continue;
      if (slot.subarray(0, 16).equals(name)) return slot.toString('hex', 16, 48);
    }
    return null;
  }

  remember(path: string, state: FileState, sha256: string): void {
    const modified = Number(BigInt(state.stamp.split('-', 1)[0] ?? 0) / 1_000_000n);
    if (Math.abs(Date.now() - modified) < settledMilliseconds) return;
    try {
      this.insert(nameOf(path, state), sha256);
    } catch {
      this.close(); // A full disk does not stop the publish: files without a stored digest are read again.
    }
  }

  close(): void {
    if (this.file !== null) closeSync(this.file);
    this.file = null;
  }

  private insert(name: Buffer, sha256: string): void {
    if (this.file === null) return;
    for (const { slot, position } of this.probe(name)) {
      if (isWhole(slot) && !slot.subarray(0, 16).equals(name)) continue;
      writeSync(this.file, slotOf(name, Buffer.from(sha256, 'hex')), 0, slotByteSize, position);
      return;
    }
    this.grow();
    this.insert(name, sha256);
  }

  /** Yields the slots that may contain the entry with this name. */
  private *probe(name: Buffer): Generator<{ slot: Buffer; position: number }> {
    if (this.file === null) return;
    const start = (name.readUInt32LE(0) % this.slots) * slotByteSize;
    const bytes = Buffer.allocUnsafe(probes * slotByteSize);
    const read = readSync(this.file, bytes, 0, bytes.byteLength, start);
    for (let offset = 0; offset + slotByteSize <= read; offset += slotByteSize) {
      yield { slot: bytes.subarray(offset, offset + slotByteSize), position: start + offset };
    }
  }

  /**
   * Replaces the table by one of twice the size. At the maximum size, replaces it by an empty table, because most
   * entries are outdated.
   */
  private grow(): void {
    const slots = this.slots * 2 > maxSlots ? firstSlots : this.slots * 2;
    const temporary = `${this.path}.${process.pid}`;
    const larger = new TableCache(temporary, openSync(temporary, 'w+', 0o600), slots);
    try {
      ftruncateSync(larger.file!, byteSizeOf(slots));
      if (slots > this.slots) this.copyTo(larger);
      renameSync(temporary, this.path);
    } catch (error) {
      larger.close();
      rmSync(temporary, { force: true });
      throw error;
    }
    this.close();
    this.file = larger.file;
    this.slots = larger.slots;
  }

  private copyTo(larger: TableCache): void {
    const block = Buffer.alloc(4_096 * slotByteSize);
    for (let position = 0; ; ) {
      const read = readSync(this.file!, block, 0, block.byteLength, position);
      if (read === 0) return;
      for (let offset = 0; offset + slotByteSize <= read; offset += slotByteSize) {
        const slot = block.subarray(offset, offset + slotByteSize);
        if (isWhole(slot)) larger.insert(Buffer.from(slot.subarray(0, 16)), slot.toString('hex', 16, 48));
      }
      position += read;
    }
  }
}

/**
 * Returns the size in bytes of a file with this number of slots. Further slots at the end are for entries that start
 * near the last slot.
 */
function byteSizeOf(slots: number): number {
  return (slots + probes) * slotByteSize;
}
