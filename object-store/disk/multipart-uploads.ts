import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '#system/make-folder.ts';
import type { ChecksumAlgorithm } from '../payload/checksums.ts';
import { S3Error } from '../protocol/s3-error.ts';
import { type Draft, syncDirectory } from './draft.ts';
import { KeyedLock } from './keyed-lock.ts';
import { type Layout, partPath } from './layout.ts';
import { findMetadata } from './object-file.ts';
import type { ObjectFiles, Precondition } from './object-files.ts';
import type { ObjectMetadata } from './object-metadata.ts';
import { isMissing } from './system-errors.ts';

export interface Upload {
  key: string;
  startedAtMilliseconds: number;
  headers: Record<string, string>;
  checksumAlgorithm: ChecksumAlgorithm | null;
}

/*
 * Each multipart upload has a folder with one file per part and one record. The name of the record is the state of the
 * upload. Joining parts copies no bytes: the parts stay in the folder, and the object refers to it. If the record
 * differs from the object after a crash, the record is corrected.
 */
const openRecord = 'open.json';
const joinedRecord = 'joined.json';

export class MultipartUploads {
  readonly #layout: Layout;
  readonly #files: ObjectFiles;
  readonly #lock = new KeyedLock();

  constructor(layout: Layout, files: ObjectFiles) {
    this.#layout = layout;
    this.#files = files;
  }

  /** Repairs uploads that are in an intermediate state, because the process was killed. */
  async prepare(): Promise<void> {
    makeFolder(this.#layout.multipart);
    for (const uploadId of await this.ids()) {
      const folder = this.#folderOf(uploadId);
      const open = await readRecord(join(folder, openRecord));
      const record = open ?? (await readRecord(join(folder, joinedRecord)));
      const joined = record !== null && this.findJoined(uploadId, record.key) !== null;
      if (joined && open) await rename(join(folder, openRecord), join(folder, joinedRecord));
      if (!joined && !open) await rm(folder, { recursive: true, force: true });
    }
  }

  /** Returns the ids of all multipart uploads, including completed ones. */
  async ids(): Promise<string[]> {
    return (await readdir(this.#layout.multipart)).sort();
  }

  async start(upload: Upload): Promise<string> {
    const uploadId = randomBytes(16).toString('hex');
    await mkdir(this.#folderOf(uploadId));
    const draft = await this.#files.draft();
    await draft.write(Buffer.from(JSON.stringify(upload)));
    await draft.seal();
    await draft.moveTo(join(this.#folderOf(uploadId), openRecord));
    await syncDirectory(this.#layout.multipart);
    return uploadId;
  }

  async findOpen(uploadId: string): Promise<Upload | null> {
    return isUploadId(uploadId) ? readRecord(join(this.#folderOf(uploadId), openRecord)) : null;
  }

  async requireOpen(uploadId: string, key: string): Promise<Upload> {
    const upload = await this.findOpen(uploadId);
    if (upload?.key === key) return upload;
    throw new S3Error('NoSuchUpload', 'The specified upload does not exist. It may have been aborted or completed.', {
      facts: { UploadId: uploadId },
    });
  }

  /** Returns the object into which an upload was joined. Returns null if the key now has another object or none. */
  findJoined(uploadId: string, key: string): ObjectMetadata | null {
    const object = this.#files.find(key);
    return object?.parts?.uploadId === uploadId ? object : null;
  }

  /**
   * Adds a sealed draft to an upload as a part. Replaces an existing part with the same number. Throws if the upload
   * has ended.
   */
  addPart(uploadId: string, key: string, partNumber: number, draft: Draft): Promise<void> {
    return this.#lock.run(uploadId, async () => {
      await this.requireOpen(uploadId, key);
      await draft.moveTo(this.#partPath(uploadId, partNumber));
    });
  }

  async partNumbers(uploadId: string): Promise<number[]> {
    const names = await readdir(this.#folderOf(uploadId));
    return names
      .filter((name) => /^\d{5}$/.test(name))
      .map(Number)
      .sort((a, b) => a - b);
  }

  findPart(uploadId: string, partNumber: number): ObjectMetadata | null {
    return findMetadata(this.#partPath(uploadId, partNumber));
  }

  /**
   * Joins the parts of an upload to the object that `compose` returns. A lock prevents changes of the parts meanwhile.
   */
  join(
    uploadId: string,
    key: string,
    compose: (upload: Upload) => ObjectMetadata,
    precondition: Precondition,
  ): Promise<ObjectMetadata> {
    return this.#lock.run(uploadId, async () => {
      const object = compose(await this.requireOpen(uploadId, key));
      await this.#files.store(object, precondition);
      await rename(join(this.#folderOf(uploadId), openRecord), join(this.#folderOf(uploadId), joinedRecord));
      const joined = new Set(object.parts?.numbers);
      const superfluous = (await this.partNumbers(uploadId)).filter((partNumber) => !joined.has(partNumber));
      await Promise.all(superfluous.map((partNumber) => rm(this.#partPath(uploadId, partNumber))));
      return object;
    });
  }

  /** Deletes an open upload with its parts. The upload disappears in one step. */
  abort(uploadId: string, key: string): Promise<void> {
    return this.#lock.run(uploadId, async () => {
      await this.requireOpen(uploadId, key);
      const dropped = join(this.#layout.drafts, randomUUID());
      await rename(this.#folderOf(uploadId), dropped);
      await rm(dropped, { recursive: true, force: true });
    });
  }

  #folderOf(uploadId: string): string {
    return join(this.#layout.multipart, uploadId);
  }

  #partPath(uploadId: string, partNumber: number): string {
    return partPath(this.#layout, uploadId, partNumber);
  }
}

async function readRecord(path: string): Promise<Upload | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Upload;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isUploadId(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}
