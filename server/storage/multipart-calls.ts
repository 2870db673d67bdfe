import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  type Part,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { ObjectMissing, type Storage, type StoredPart } from '#domain/storage.ts';
import { type CallStore, hasCode, slowestBytesPerMillisecond } from './call-store.ts';
import { base64ToHex, hexToBase64 } from './digests.ts';

type MultipartCalls = Pick<
  Storage,
  'openMultipart' | 'writePart' | 'listParts' | 'completeMultipart' | 'abortMultipart'
>;

export function multipartCalls(
  client: S3Client,
  bucket: string,
  callStore: CallStore,
  head: Storage['head'],
): MultipartCalls {
  const abort = async (objectKey: string, uploadId: string) => {
    try {
      const command = new AbortMultipartUploadCommand({ Bucket: bucket, Key: objectKey, UploadId: uploadId });
      await callStore((options) => client.send(command, options));
    } catch (error) {
      if (!hasCode(error, 'NoSuchUpload')) throw error;
    }
  };

  return {
    async openMultipart({ objectKey, contentType }) {
      const command = new CreateMultipartUploadCommand({
        Bucket: bucket,
        Key: objectKey,
        ContentType: contentType,
        ChecksumAlgorithm: 'SHA256',
      });
      const { UploadId } = await callStore((options) => client.send(command, options));
      if (UploadId === undefined) throw new Error('The store began a multipart upload without an id.');
      return UploadId;
    },

    async writePart({ objectKey, uploadId, partNumber, bytes }) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const command = new UploadPartCommand({
        Bucket: bucket,
        Key: objectKey,
        UploadId: uploadId,
        PartNumber: partNumber,
        Body: bytes,
        ContentLength: bytes.byteLength,
        ChecksumSHA256: hexToBase64(sha256),
      });
      const { ETag } = await callStore(
        (options) => client.send(command, options),
        bytes.byteLength / slowestBytesPerMillisecond,
      );
      return { partNumber, byteSize: bytes.byteLength, etag: ETag ?? '', sha256 };
    },

    async listParts(objectKey, uploadId) {
      const parts: StoredPart[] = [];
      let marker: string | undefined;
      do {
        const command = new ListPartsCommand({
          Bucket: bucket,
          Key: objectKey,
          UploadId: uploadId,
          PartNumberMarker: marker,
        });
        const page = await callStore((options) => client.send(command, options)).catch((error: unknown) => {
          throw hasCode(error, 'NoSuchUpload', 'NoSuchKey') ? new ObjectMissing(objectKey) : error;
        });
        parts.push(...(page.Parts ?? []).map(readPart));
        marker = page.IsTruncated ? page.NextPartNumberMarker : undefined;
      } while (marker !== undefined);
      return parts;
    },

    // The upload may be gone because an earlier attempt succeeded, or because another upload was faster. In both cases
    // the key has an object, which `head` returns.
    async completeMultipart(objectKey, uploadId, parts) {
      const command = new CompleteMultipartUploadCommand({
        Bucket: bucket,
        Key: objectKey,
        UploadId: uploadId,
        IfNoneMatch: '*',
        MultipartUpload: {
          Parts: parts.map(({ partNumber, etag, sha256 }) => ({
            PartNumber: partNumber,
            ETag: etag,
            ChecksumSHA256: sha256 === null ? undefined : hexToBase64(sha256),
          })),
        },
      });
      try {
        await callStore((options) => client.send(command, options));
      } catch (error) {
        if (hasCode(error, 'PreconditionFailed')) await abort(objectKey, uploadId);
        else if (!hasCode(error, 'NoSuchUpload')) throw error;
        else if (!(await head(objectKey))) throw new ObjectMissing(objectKey);
      }
    },

    abortMultipart: abort,
  };
}

function readPart({ PartNumber, Size, ETag, ChecksumSHA256 }: Part): StoredPart {
  return {
    partNumber: PartNumber ?? 0,
    byteSize: Size ?? 0,
    etag: ETag ?? '',
    sha256: ChecksumSHA256 === undefined ? null : base64ToHex(ChecksumSHA256),
  };
}
