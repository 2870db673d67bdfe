import { type FileHandle, open, readdir, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { makeFolder } from '#system/make-folder.ts';
import type { ByteRange } from '../operations/byte-range.ts';
import { Draft, syncDirectory } from './draft.ts';
import { fileNameOf, folders, keyOf } from './file-names.ts';
import { KeyedLock } from './keyed-lock.ts';
import { type Layout, partPath } from './layout.ts';
import { encodeTail, findMetadata, type OpenObject, openObject } from './object-file.ts';
import type { ObjectMetadata } from './object-metadata.ts';

const readByteSize = 256 * 1024;

/**
 * Function that receives the current object of a key before it is replaced or deleted. It throws to prevent the change.
 */
export type Precondition = (current: ObjectMetadata | null) => void;

/** Objects on the disk, by key. Only one process at a time may use a directory. */
export class ObjectFiles {
  readonly #layout: Layout;
  readonly #lock = new KeyedLock();

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  /** Creates the folders. Deletes incomplete files, which a killed process can leave. */
  async prepare(): Promise<void> {
    const { drafts, objects } = this.#layout;
    await rm(drafts, { recursive: true, force: true });
    makeFolder(drafts);
    for (const folder of folders) makeFolder(join(objects, folder));
  }

  draft(): Promise<Draft> {
    return Draft.open(this.#layout.drafts);
  }

  find(key: string): ObjectMetadata | null {
    return findMetadata(this.#pathOf(key));
  }

  open(key: string): Promise<OpenObject | null> {
    return openObject(this.#pathOf(key));
  }

  /** Reads the bytes of an open object from `start` to `end`, both inclusive. */
  async *read({ metadata, file }: OpenObject, { start, end }: ByteRange): AsyncGenerator<Buffer> {
    if (!metadata.parts) {
      yield* readFile(file, { start, end });
      return;
    }
    const { uploadId, numbers, byteSizes } = metadata.parts;
    let offset = 0;
    for (const [index, partNumber] of numbers.entries()) {
      const byteSize = byteSizes[index] ?? 0;
      const range = { start: Math.max(start - offset, 0), end: Math.min(end - offset, byteSize - 1) };
      offset += byteSize;
      if (range.start > range.end) continue;
      const part = await open(partPath(this.#layout, uploadId, partNumber), 'r');
      try {
        yield* readFile(part, range);
      } finally {
        await part.close();
      }
    }
  }

  /**
   * Stores a sealed draft as the object of a key. A lock prevents other changes between `precondition` and the storing.
   */
  publish(key: string, draft: Draft, precondition: Precondition): Promise<void> {
    return this.#lock.run(key, async () => {
      const current = this.find(key);
      precondition(current);
      await draft.moveTo(this.#pathOf(key));
      await this.#dropParts(current);
    });
  }

  /** Stores an object whose bytes are already on the disk, as parts of a multipart upload. */
  async store(metadata: ObjectMetadata, precondition: Precondition): Promise<void> {
    const draft = await this.draft();
    try {
      await draft.write(encodeTail(metadata));
      await draft.seal();
      await this.publish(metadata.key, draft, precondition);
    } finally {
      await draft.discard();
    }
  }

  /** Deletes an object. Does nothing if it does not exist. */
  remove(key: string, precondition?: Precondition): Promise<void> {
    return this.#lock.run(key, async () => {
      const current = this.find(key);
      precondition?.(current);
      if (!current) return;
      const path = this.#pathOf(key);
      await unlink(path);
      await syncDirectory(dirname(path));
      await this.#dropParts(current);
    });
  }

  /** Yields all keys, in no particular order. */
  async *keys(): AsyncGenerator<string> {
    for (const folder of folders) {
      for (const name of await readdir(join(this.#layout.objects, folder))) {
        const key = keyOf(name) ?? findMetadata(join(this.#layout.objects, folder, name))?.key;
        if (key !== undefined) yield key;
      }
    }
  }

  #pathOf(key: string): string {
    const { folder, name } = fileNameOf(key);
    return join(this.#layout.objects, folder, name);
  }

  async #dropParts(replaced: ObjectMetadata | null): Promise<void> {
    if (!replaced?.parts) return;
    await rm(join(this.#layout.multipart, replaced.parts.uploadId), { recursive: true, force: true });
  }
}

function readFile(file: FileHandle, { start, end }: ByteRange): AsyncIterable<Buffer> {
  return start > end
    ? Readable.from([])
    : file.createReadStream({ start, end, autoClose: false, highWaterMark: readByteSize });
}
