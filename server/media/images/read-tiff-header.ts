import type { FileHandle } from 'node:fs/promises';
import type { ImageSize } from './image-request.ts';

/** Limits for the counted pages and for the entries of a directory. */
const maxPages = 100_000;
const maxEntries = 4_096;

const tags = { width: 256, height: 257, orientation: 274, subDirectories: 330 } as const;

/** Byte sizes of the types in which numbers and offsets are stored. */
const typeSizes: Readonly<Record<number, number>> = { 3: 2, 4: 4, 13: 4, 16: 8, 18: 8 };

interface Directory {
  width: number;
  height: number;
  isSideways: boolean;
  /** Offsets of other directories: of the images inside this one, and of the next page. */
  inner: number[];
  next: number;
}

/**
 * Reads the upright size of the first page of a TIFF, in any number format, and counts its pages. Returns null without
 * a size. The page count is null if the pages cannot be counted.
 *
 * A raw photograph is a TIFF without pages. The largest image inside it is the photograph.
 */
export async function readTiffHeader(file: FileHandle, { isRaw }: { isRaw: boolean }): Promise<ImageSize | null> {
  const reader = await TiffReader.open(file);
  const first = await reader.directory(reader.firstOffset);
  if (isRaw) return largestOf(reader, first);
  if (!(first.width > 0 && first.height > 0)) return null;
  return { ...uprightSize(first, first), pageCount: await countPages(reader, first) };
}

async function largestOf(reader: TiffReader, first: Directory): Promise<ImageSize | null> {
  let largest = first;
  const offsets = [...first.inner, first.next].filter((offset) => offset > 0);
  for (const offset of offsets) {
    const found = await reader.directory(offset).catch(() => null);
    if (found && found.width * found.height > largest.width * largest.height) largest = found;
  }
  if (!(largest.width > 0 && largest.height > 0)) return null;
  return { ...uprightSize(largest, first), pageCount: null };
}

function uprightSize({ width, height }: Directory, { isSideways }: Directory) {
  return isSideways ? { width: height, height: width } : { width, height };
}

/** Counts pages. Returns null if the chain of pages is broken, circular or too long. */
async function countPages(reader: TiffReader, first: Directory): Promise<number | null> {
  const seen = new Set([reader.firstOffset]);
  for (let { next } = first; next !== 0; ) {
    if (seen.has(next) || seen.size >= maxPages) return null;
    seen.add(next);
    const page = await reader.directory(next).catch(() => null);
    if (!page) return null;
    next = page.next;
  }
  return seen.size;
}

/** Reads the directories of a TIFF or BigTIFF in either byte order. Throws `RangeError` for data outside the file. */
class TiffReader {
  readonly #file: FileHandle;
  readonly #isLittle: boolean;
  readonly #isBig: boolean;
  readonly firstOffset: number;

  private constructor(file: FileHandle, head: Buffer) {
    this.#file = file;
    this.#isLittle = head.toString('latin1', 0, 2) === 'II';
    this.#isBig = this.#number(head, 2, 2) === 43;
    this.firstOffset = this.#isBig ? this.#number(head, 8, 8) : this.#number(head, 4, 4);
  }

  static async open(file: FileHandle): Promise<TiffReader> {
    return new TiffReader(file, await readAt(file, 0, 16));
  }

  async directory(offset: number): Promise<Directory> {
    const [countSize, entrySize, offsetSize] = this.#isBig ? [8, 20, 8] : [2, 12, 4];
    const count = this.#number(await readAt(this.#file, offset, countSize), 0, countSize);
    if (count > maxEntries) throw new RangeError('A directory has too many entries.');
    const bytes = await readAt(this.#file, offset + countSize, count * entrySize + offsetSize);
    const found: Directory = {
      width: 0,
      height: 0,
      isSideways: false,
      inner: [],
      next: this.#number(bytes, count * entrySize, offsetSize),
    };
    for (let at = 0; at < count * entrySize; at += entrySize) {
      const tag = this.#number(bytes, at, 2);
      if (tag === tags.width) found.width = (await this.#values(bytes, at))[0] ?? 0;
      if (tag === tags.height) found.height = (await this.#values(bytes, at))[0] ?? 0;
      if (tag === tags.orientation) found.isSideways = ((await this.#values(bytes, at))[0] ?? 1) > 4;
      if (tag === tags.subDirectories) found.inner = await this.#values(bytes, at);
    }
    return found;
  }

  /** Reads the values of an entry, which are in it or at the offset that it has. */
  async #values(bytes: Buffer, entry: number): Promise<number[]> {
    const size = typeSizes[this.#number(bytes, entry + 2, 2)];
    if (size === undefined) return [];
    const [countSize, room] = this.#isBig ? [8, 8] : [4, 4];
    const count = this.#number(bytes, entry + 4, countSize);
    if (count > maxEntries) throw new RangeError('An entry has too many values.');
    const place = entry + 4 + countSize;
    const values =
      count * size <= room
        ? bytes.subarray(place, place + room)
        : await readAt(this.#file, this.#number(bytes, place, room), count * size);
    return Array.from({ length: count }, (_, index) => this.#number(values, index * size, size));
  }

  #number(bytes: Buffer, at: number, size: number): number {
    if (size === 8) return Number(this.#isLittle ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
    return this.#isLittle ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
  }
}

async function readAt(file: FileHandle, position: number, byteSize: number): Promise<Buffer> {
  if (!Number.isSafeInteger(position)) throw new RangeError('An offset is too large.');
  const bytes = Buffer.alloc(byteSize);
  const { bytesRead } = await file.read(bytes, 0, byteSize, position);
  if (bytesRead < byteSize) throw new RangeError('The file ends too early.');
  return bytes;
}
