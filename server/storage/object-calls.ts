import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { ObjectMissing, type Storage } from '#domain/storage.ts';
import { type CallStore, hasCode, slowestBytesPerMillisecond } from './call-store.ts';
import { base64ToHex } from './digests.ts';

/** Maximum number of objects that S3 deletes in one call. */
const maxDeletes = 1000;

/** Calls of the server for whole objects. */
export function objectCalls(
  client: S3Client,
  bucket: string,
  callStore: CallStore,
): Pick<Storage, 'head' | 'read' | 'write' | 'delete'> {
  return {
    async head(objectKey) {
      try {
        const command = new HeadObjectCommand({ Bucket: bucket, Key: objectKey, ChecksumMode: 'ENABLED' });
        const found = await callStore((options) => client.send(command, options));
        return {
          byteSize: found.ContentLength ?? 0,
          contentType: found.ContentType ?? 'application/octet-stream',
          sha256: readSha256(found),
        };
      } catch (error) {
        if (hasCode(error, 'NotFound', 'NoSuchKey')) return null;
        throw error;
      }
    },

    async read(objectKey, range) {
      try {
        const Range = range && `bytes=${range.start}-${range.end}`;
        const command = new GetObjectCommand({ Bucket: bucket, Key: objectKey, Range });
        const { Body } = await callStore((options) => client.send(command, options));
        if (!(Body instanceof Readable)) throw new TypeError('The store answered without a body.');
        return Body;
      } catch (error) {
        if (hasCode(error, 'NotFound', 'NoSuchKey')) throw new ObjectMissing(objectKey);
        throw error;
      }
    },

    async write({ objectKey, contentType, bytes }) {
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: objectKey,
        Body: bytes,
        ContentLength: bytes.byteLength,
        ContentType: contentType,
        ChecksumSHA256: createHash('sha256').update(bytes).digest('base64'),
      });
      await callStore((options) => client.send(command, options), bytes.byteLength / slowestBytesPerMillisecond);
    },

    async delete(objectKeys) {
      for (let start = 0; start < objectKeys.length; start += maxDeletes) {
        const Objects = objectKeys.slice(start, start + maxDeletes).map((Key) => ({ Key }));
        const command = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } });
        const { Errors = [] } = await callStore((options) => client.send(command, options));
        const [first] = Errors;
        if (first)
          throw new Error(`${Errors.length} objects were not deleted, the first for ${first.Code}: ${first.Message}`);
      }
    },
  };
}

/**
 * Returns the SHA-256 of an object. Returns null for an object that was uploaded in parts, because its checksum is
 * computed from the checksums of the parts.
 */
function readSha256({ ChecksumSHA256, ChecksumType }: HeadObjectCommandOutput): string | null {
  if (ChecksumSHA256 === undefined || ChecksumSHA256.includes('-') || ChecksumType === 'COMPOSITE') return null;
  return base64ToHex(ChecksumSHA256);
}
