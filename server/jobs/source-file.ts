import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { ObjectMissing, type Storage } from '#domain/storage.ts';
import type { Asset } from '#prisma/client/client.ts';
import { maxSourceByteSize } from '../media/limits.ts';
import { Unreadable } from '../media/unreadable.ts';
import { makeJobFolder } from './job-folders.ts';

/** File of an asset. It is downloaded when a step first needs it, and deleted at the end. */
export interface SourceFile {
  /** Returns the path of the whole file, in a folder that no other user can read. */
  path(): Promise<string>;
  /** Returns the first bytes of the file. */
  beginning(byteSize: number): Promise<Buffer>;
  /** Returns the bytes from `start` to before `end`. Both must be within the file. */
  range(start: number, end: number): Promise<Buffer>;
}

/** Calls `work` with the file of an asset. Deletes the downloaded file afterwards, even after an error. */
export async function withSourceFile<Result>(
  storage: Storage,
  asset: Asset,
  signal: AbortSignal,
  work: (file: SourceFile) => Promise<Result>,
): Promise<Result> {
  let folder: string | undefined;
  let path: Promise<string> | undefined;
  const download = async () => {
    if (asset.byteSize > maxSourceByteSize) throw new Unreadable('FILE_TOO_LARGE');
    folder ??= await makeJobFolder();
    const target = join(folder, 'file');
    const bytes = await readable(() => storage.read(asset.objectKey));
    await pipeline(bytes, createWriteStream(target, { mode: 0o600 }), { signal });
    return target;
  };
  const range = async (start: number, end: number) => {
    if (end <= start) return Buffer.alloc(0);
    if (path) return buffer(createReadStream(await path, { start, end: end - 1 }));
    return buffer(await readable(() => storage.read(asset.objectKey, { start, end: end - 1 })));
  };
  try {
    return await work({
      path() {
        path ??= download();
        // After an error, another step may try the download again.
        path.catch(() => (path = undefined));
        return path;
      },
      range,
      beginning: (byteSize) => range(0, Math.min(byteSize, Number(asset.byteSize))),
    });
  } finally {
    if (folder) await rm(folder, { recursive: true, force: true });
  }
}

async function readable<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ObjectMissing)) throw error;
    throw new Unreadable('FILE_GONE', { cause: error });
  }
}
