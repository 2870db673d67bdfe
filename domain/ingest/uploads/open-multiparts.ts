import pMap from 'p-map';
import type { Context } from '../../context.ts';
import { ObjectMissing, type Storage } from '../../storage.ts';
import type { KnownUpload } from './known-upload.ts';
import { partByteSizeFor, partCountOf } from './part-layout.ts';

export interface OpenedMultipart {
  uploadId: string;
  partByteSize: number;
  partCount: number;
  /** Numbers of the parts that have arrived and need not be sent again. */
  arrivedParts: number[];
}

const concurrency = 16;

/** Starts or resumes the multipart uploads of these files. Returns them by upload id. */
export async function openMultiparts(
  context: Pick<Context, 'db' | 'storage'>,
  uploads: readonly KnownUpload[],
): Promise<Map<string, OpenedMultipart>> {
  const opened = await pMap(uploads, (upload) => openMultipart(context, upload), { concurrency });
  return new Map(opened.map((multipart) => [multipart.uploadId, multipart]));
}

async function openMultipart(
  { db, storage }: Pick<Context, 'db' | 'storage'>,
  upload: KnownUpload,
): Promise<OpenedMultipart> {
  const byteSize = Number(upload.byteSize);
  if (upload.partSize !== null) {
    const layout = { byteSize, partByteSize: Number(upload.partSize) };
    const partCount = partCountOf(layout);
    const arrivedParts =
      upload.multipartId === null
        ? Array.from({ length: partCount }, (_, index) => index + 1)
        : await arrivedPartsOf(storage, upload.objectKey, upload.multipartId);
    if (arrivedParts) return { uploadId: upload.id, partByteSize: layout.partByteSize, partCount, arrivedParts };
  }

  const partByteSize = partByteSizeFor(byteSize);
  const multipartId = await storage.openMultipart({ objectKey: upload.objectKey, contentType: upload.contentType });
  const { count } = await db.upload.updateMany({
    where: { id: upload.id, objectKey: upload.objectKey, multipartId: upload.multipartId },
    data: { multipartId, partSize: partByteSize },
  });
  if (count === 1) {
    return { uploadId: upload.id, partByteSize, partCount: partCountOf({ byteSize, partByteSize }), arrivedParts: [] };
  }
  // Another call has started a multipart upload of this file first. That one is used.
  await storage.abortMultipart(upload.objectKey, multipartId);
  return openMultipart({ db, storage }, await db.upload.findFirstOrThrow({ where: { id: upload.id } }));
}

/**
 * Returns the numbers of the arrived parts. Returns null if the store no longer has the multipart upload, for example
 * after its own cleanup.
 */
async function arrivedPartsOf(storage: Storage, objectKey: string, multipartId: string): Promise<number[] | null> {
  try {
    return (await storage.listParts(objectKey, multipartId)).map(({ partNumber }) => partNumber);
  } catch (error) {
    if (error instanceof ObjectMissing) return null;
    throw error;
  }
}
