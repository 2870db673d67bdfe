import { respondXml } from '../protocol/respond.ts';
import { S3Error } from '../protocol/s3-error.ts';
import type { S3Request } from '../protocol/s3-request.ts';
import type { Store } from '../store.ts';

export const maxPageSize = 1000;

/** GET ?uploadId: lists the parts that have arrived, sorted by number. */
export async function listParts(store: Store, request: S3Request): Promise<void> {
  const uploadId = request.query.get('uploadId') ?? '';
  const upload = await store.uploads.requireOpen(uploadId, request.key);
  const pageSize = readPageSize(request, 'max-parts');
  const marker = Number(request.query.get('part-number-marker') ?? 0);
  const numbers = (await store.uploads.partNumbers(uploadId)).filter((partNumber) => partNumber > marker);
  const page = numbers.slice(0, pageSize);
  const parts = page.map((partNumber) => {
    const part = store.uploads.findPart(uploadId, partNumber);
    return part ? { partNumber, part } : null;
  });
  respondXml(request, 'ListPartsResult', {
    Bucket: store.bucket,
    Key: request.key,
    UploadId: uploadId,
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1) ?? marker,
    MaxParts: pageSize,
    IsTruncated: numbers.length > page.length,
    StorageClass: 'STANDARD',
    ChecksumAlgorithm: upload.checksumAlgorithm?.toUpperCase(),
    ChecksumType: upload.checksumAlgorithm ? 'COMPOSITE' : undefined,
    Part: parts
      .filter((entry) => entry !== null)
      .map(({ partNumber, part }) => ({
        PartNumber: partNumber,
        LastModified: new Date(part.modifiedAtMilliseconds).toISOString(),
        ETag: `"${part.etag}"`,
        Size: part.byteSize,
        ...(part.checksum && { [`Checksum${part.checksum.algorithm.toUpperCase()}`]: part.checksum.value }),
      })),
  });
}

/** Returns the requested number of entries per page, at most 1,000. */
export function readPageSize(request: S3Request, name: string): number {
  const text = request.query.get(name) ?? String(maxPageSize);
  if (!/^\d{1,9}$/.test(text)) throw new S3Error('InvalidArgument', `${name} is not a number.`);
  return Math.min(Number(text), maxPageSize);
}
