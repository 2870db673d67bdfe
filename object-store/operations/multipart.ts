import { encodeTail } from '../disk/object-file.ts';
import type { ObjectMetadata } from '../disk/object-metadata.ts';
import { checksumAlgorithms, isChecksumAlgorithm } from '../payload/checksums.ts';
import { receivePayload } from '../payload/receive-payload.ts';
import { respond, respondXml } from '../protocol/respond.ts';
import { S3Error } from '../protocol/s3-error.ts';
import { headerOf, type S3Request } from '../protocol/s3-request.ts';
import type { Authenticated } from '../signing/authenticate.ts';
import type { Store } from '../store.ts';
import { checksumHeaders, headersToKeep } from './object-headers.ts';
import { maxPutByteSize } from './put-object.ts';

const maxPartNumber = 10_000;

/** POST ?uploads: starts a multipart upload. */
export async function createMultipartUpload(store: Store, request: S3Request): Promise<void> {
  const checksumAlgorithm = headerOf(request, 'x-amz-checksum-algorithm')?.toLowerCase() ?? null;
  if (checksumAlgorithm !== null && !isChecksumAlgorithm(checksumAlgorithm)) {
    throw new S3Error('NotImplemented', `Parts may carry one of these checksums: ${checksumAlgorithms.join(', ')}.`);
  }
  if ((headerOf(request, 'x-amz-checksum-type') ?? 'COMPOSITE') !== 'COMPOSITE') {
    throw new S3Error('NotImplemented', 'The checksum of a multipart upload is made of those of its parts: COMPOSITE.');
  }
  const uploadId = await store.uploads.start({
    key: request.key,
    startedAtMilliseconds: store.now().getTime(),
    headers: headersToKeep(request),
    checksumAlgorithm,
  });
  respondXml(
    request,
    'InitiateMultipartUploadResult',
    { Bucket: store.bucket, Key: request.key, UploadId: uploadId },
    checksumAlgorithm
      ? { 'x-amz-checksum-algorithm': checksumAlgorithm.toUpperCase(), 'x-amz-checksum-type': 'COMPOSITE' }
      : {},
  );
}

/** PUT ?partNumber&uploadId: stores one part. Replaces an existing part with the same number. */
export async function uploadPart(store: Store, request: S3Request, authenticated: Authenticated): Promise<void> {
  const uploadId = request.query.get('uploadId') ?? '';
  const partNumber = readPartNumber(request.query.get('partNumber') ?? '');
  const upload = await store.uploads.requireOpen(uploadId, request.key);
  headersToKeep(request); // throws for headers that are not implemented
  const draft = await store.files.draft();
  try {
    const payload = await receivePayload(request, authenticated, {
      maxByteSize: maxPutByteSize,
      write: (bytes) => draft.write(bytes),
    });
    const given = payload.checksum?.algorithm ?? null;
    if (upload.checksumAlgorithm !== null && given !== upload.checksumAlgorithm) {
      const message = `This upload was started with ${upload.checksumAlgorithm} checksums, but the part has ${given ?? 'none'}.`;
      throw new S3Error('InvalidRequest', message);
    }
    const part: ObjectMetadata = {
      key: request.key,
      byteSize: payload.byteSize,
      etag: payload.md5.toString('hex'),
      modifiedAtMilliseconds: store.now().getTime(),
      checksum: payload.checksum,
      headers: {},
    };
    await draft.write(encodeTail(part));
    await draft.seal();
    await store.uploads.addPart(uploadId, request.key, partNumber, draft);
    const { [`x-amz-checksum-type`]: _type, ...checksum } = checksumHeaders(part);
    respond(request, 200, { etag: `"${part.etag}"`, ...checksum });
  } finally {
    await draft.discard();
  }
}

/** DELETE ?uploadId: deletes a multipart upload and its parts. */
export async function abortMultipartUpload(store: Store, request: S3Request): Promise<void> {
  await store.uploads.abort(request.query.get('uploadId') ?? '', request.key);
  respond(request, 204);
}

export function readPartNumber(text: string): number {
  const partNumber = Number(text);
  if (!/^\d{1,5}$/.test(text) || partNumber < 1 || partNumber > maxPartNumber) {
    throw new S3Error('InvalidArgument', `Part number must be an integer between 1 and ${maxPartNumber}, inclusive.`);
  }
  return partNumber;
}
