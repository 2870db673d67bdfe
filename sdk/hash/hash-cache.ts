import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { FileState } from './file-state.ts';
import { isWhole, nameOf, slotByteSize, slotOf } from './slot.ts';

/** Remembers the digests of files between runs, so that what has not changed is not read again. */
export interface HashCache {
  find(path: string, state: FileState): string | null;
  remember(path: string, state: FileState, sha256: string): void;
  close(): void;
}

/*
 * An open-addressed hash table in a file, so that memory does not grow with the folder. A slot that was torn, or lost to
 * another run at the same time, is merely a file that is read once more. Reads and writes are of a few bytes that the
 * system holds in memory: waiting for them takes less than handing them to another thread.
 */
const probes = 32;
const firstSlots = 2 ** 14;
const mostSlots = 2 ** 23;
/** A file written to this recently could change again within the same tick of its clock. */
const settledMilliseconds = 2_000;

/** Opens the cache of one folder; where none can be kept, one that remembers nothing. */
export function openHashCache(directory: string | null, folder: string): HashCache {
  if (directory === null) return forgetful;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const name = createHash('sha256').update(folder).digest('hex').slice(0, 32);
    return TableCache.open(join(directory, `${name}.hashes`));
  } catch {
    return forgetful; // A read-only home only costs time.
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
      this.close(); // A full disk is no reason to stop: what is not remembered is read again.
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

  /** The slots where a name may be. */
  private *probe(name: Buffer): Generator<{ slot: Buffer; position: number }> {
    if (this.file === null) return;
    const start = (name.readUInt32LE(0) % this.slots) * slotByteSize;
    const bytes = Buffer.allocUnsafe(probes * slotByteSize);
    const read = readSync(this.file, bytes, 0, bytes.byteLength, start);
    for (let offset = 0; offset + slotByteSize <= read; offset += slotByteSize) {
      yield { slot: bytes.subarray(offset, offset + slotByteSize), position: start + offset };
    }
  }

  /** Moves to a table of twice the size; one that has grown enormous is full of the past, and begun anew. */
  private grow(): void {
    const slots = this.slots * 2 > mostSlots ? firstSlots : this.slots * 2;
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

/** Names begin at any of the slots, and the run of the last one ends within the file. */
function byteSizeOf(slots: number): number {
  return (slots + probes) * slotByteSize;
}
