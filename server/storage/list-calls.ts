import { ListMultipartUploadsCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { Storage } from '#domain/storage.ts';
import type { CallStore } from './call-store.ts';

/**
 * Returns the calls that list objects page by page. A page begins after an object key, not at a token of the store, so
 * that a sweep can continue from any key.
 */
export function listCalls(
  client: S3Client,
  bucket: string,
  callStore: CallStore,
): Pick<Storage, 'listObjects' | 'listMultiparts'> {
  return {
    async listObjects({ prefix, after }) {
      const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, StartAfter: after ?? undefined });
      const { Contents = [] } = await callStore((options) => client.send(command, options));
      return Contents.flatMap(({ Key, LastModified }) =>
        Key !== undefined && LastModified ? [{ objectKey: Key, storedAt: LastModified }] : [],
      );
    },

    async listMultiparts({ after }) {
      const command = new ListMultipartUploadsCommand({
        Bucket: bucket,
        KeyMarker: after?.objectKey,
        UploadIdMarker: after?.uploadId,
      });
      const { Uploads = [] } = await callStore((options) => client.send(command, options));
      return Uploads.flatMap(({ Key, UploadId, Initiated }) =>
        Key !== undefined && UploadId !== undefined && Initiated
          ? [{ objectKey: Key, uploadId: UploadId, startedAt: Initiated }]
          : [],
      );
    },
  };
}
