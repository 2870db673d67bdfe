import { respondXml } from '../protocol/respond.ts';
import type { S3Request } from '../protocol/s3-request.ts';
import type { Store } from '../store.ts';
import { readPageSize } from './list-parts.ts';

/** GET ?uploads: lists the open multipart uploads, sorted by key and upload id. */
export async function listMultipartUploads(store: Store, request: S3Request): Promise<void> {
  const prefix = request.query.get('prefix') ?? '';
  const pageSize = readPageSize(request, 'max-uploads');
  const marker = { key: request.query.get('key-marker') ?? '', uploadId: request.query.get('upload-id-marker') ?? '' };
  const uploads: { key: string; uploadId: string; startedAtMilliseconds: number }[] = [];
  for (const uploadId of await store.uploads.ids()) {
    const upload = await store.uploads.findOpen(uploadId);
    if (upload?.key.startsWith(prefix)) uploads.push({ ...upload, uploadId });
  }
  const following = uploads
    .filter((upload) => compare(upload, marker) > 0 && (marker.uploadId !== '' || upload.key !== marker.key))
    .sort(compare);
  const page = following.slice(0, pageSize);
  respondXml(request, 'ListMultipartUploadsResult', {
    Bucket: store.bucket,
    Prefix: prefix,
    KeyMarker: marker.key,
    UploadIdMarker: marker.uploadId,
    NextKeyMarker: page.at(-1)?.key,
    NextUploadIdMarker: page.at(-1)?.uploadId,
    MaxUploads: pageSize,
    IsTruncated: following.length > page.length,
    Upload: page.map(({ key, uploadId, startedAtMilliseconds }) => ({
      Key: key,
      UploadId: uploadId,
      Initiated: new Date(startedAtMilliseconds).toISOString(),
      StorageClass: 'STANDARD',
    })),
  });
}

function compare(a: { key: string; uploadId: string }, b: { key: string; uploadId: string }): number {
  return (
    Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)) ||
    (a.uploadId < b.uploadId ? -1 : Number(a.uploadId > b.uploadId))
  );
}
