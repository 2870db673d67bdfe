import { createHash } from 'node:crypto';
import type { Upload } from '../disk/multipart-uploads.ts';
import type { ObjectMetadata } from '../disk/object-metadata.ts';
import { type Checksum, createDigest } from '../payload/checksums.ts';
import { receiveXml } from '../payload/receive-xml.ts';
import type { XmlElement } from '../protocol/read-xml.ts';
import { respondXml } from '../protocol/respond.ts';
import { S3Error } from '../protocol/s3-error.ts';
import { headerOf, type S3Request } from '../protocol/s3-request.ts';
import type { Authenticated } from '../signing/authenticate.ts';
import type { Store } from '../store.ts';
import { writePrecondition } from './conditions.ts';
import { readPartNumber } from './multipart.ts';
import { checksumHeaders } from './object-headers.ts';

const minPartByteSize = 5 * 1024 * 1024;
const maxObjectByteSize = 5 * 1024 ** 4;

/**
 * POST ?uploadId: joins the listed parts into one object. A repeated request gets the same response, because the first
 * response may have been lost.
 */
export async function completeMultipartUpload(
  store: Store,
  request: S3Request,
  authenticated: Authenticated,
): Promise<void> {
  const uploadId = request.query.get('uploadId') ?? '';
  const precondition = writePrecondition(request);
  const named = readParts(await receiveXml(request, authenticated, 'CompleteMultipartUpload'));
  const joinedBefore = store.uploads.findJoined(uploadId, request.key);
  const object =
    joinedBefore ??
    (await store.uploads.join(
      uploadId,
      request.key,
      (upload) => {
        const composed = compose(upload, uploadId, loadParts(store, uploadId, named), store.now());
        requireAsExpected(request, composed);
        return composed;
      },
      precondition,
    ));
  const { [`x-amz-checksum-type`]: ChecksumType, ...checksums } = checksumHeaders(object);
  respondXml(request, 'CompleteMultipartUploadResult', {
    Location: `http://${request.message.headers.host ?? ''}${encodeURI(request.path)}`,
    Bucket: store.bucket,
    Key: request.key,
    ETag: `"${object.etag}"`,
    ...Object.fromEntries(Object.entries(checksums).map(([header, value]) => [checksumElement(header), value])),
    ChecksumType,
  });
}

interface NamedPart {
  partNumber: number;
  element: XmlElement;
}

function readParts(document: XmlElement): NamedPart[] {
  const parts = document.all('Part').map((element) => ({
    partNumber: readPartNumber(element.value('PartNumber')?.trim() ?? ''),
    element,
  }));
  if (parts.length === 0) throw new S3Error('MalformedXML', 'You must specify at least one part.');
  if (parts.some(({ partNumber }, index) => index > 0 && partNumber <= (parts[index - 1]?.partNumber ?? 0))) {
    throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order.');
  }
  return parts;
}

type StoredPart = ObjectMetadata & { partNumber: number };

function loadParts(store: Store, uploadId: string, named: NamedPart[]): StoredPart[] {
  const parts = named.map(({ partNumber, element }) => {
    const part = store.uploads.findPart(uploadId, partNumber);
    const etag = element.value('ETag')?.trim().replace(/^"|"$/g, '');
    const checksum = part?.checksum && element.value(checksumElement(`x-amz-checksum-${part.checksum.algorithm}`));
    if (!part || etag !== part.etag || (checksum !== undefined && checksum?.trim() !== part.checksum?.value)) {
      throw new S3Error('InvalidPart', 'One of the parts was not uploaded, or its ETag does not match.', {
        facts: { PartNumber: String(partNumber), UploadId: uploadId },
      });
    }
    return { ...part, partNumber };
  });
  requireLargeEnough(parts);
  return parts;
}

function requireLargeEnough(parts: readonly StoredPart[]): void {
  for (const { byteSize, partNumber } of parts.slice(0, -1)) {
    if (byteSize >= minPartByteSize) continue;
    throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size of a part.', {
      facts: {
        PartNumber: String(partNumber),
        ProposedSize: String(byteSize),
        MinSizeAllowed: String(minPartByteSize),
      },
    });
  }
}

function compose(upload: Upload, uploadId: string, parts: StoredPart[], now: Date): ObjectMetadata {
  const md5 = createHash('md5');
  for (const part of parts) md5.update(part.etag, 'hex');
  return {
    key: upload.key,
    byteSize: parts.reduce((sum, part) => sum + part.byteSize, 0),
    etag: `${md5.digest('hex')}-${parts.length}`,
    modifiedAtMilliseconds: now.getTime(),
    checksum: composeChecksum(upload, parts),
    headers: upload.headers,
    parts: {
      uploadId,
      numbers: parts.map((part) => part.partNumber),
      byteSizes: parts.map((part) => part.byteSize),
    },
  };
}

function composeChecksum({ checksumAlgorithm }: Upload, parts: StoredPart[]): Checksum | null {
  if (checksumAlgorithm === null) return null;
  const digest = createDigest(checksumAlgorithm);
  for (const part of parts) digest.update(Buffer.from(part.checksum?.value ?? '', 'base64'));
  return {
    algorithm: checksumAlgorithm,
    value: `${digest.digest().toString('base64')}-${parts.length}`,
    type: 'COMPOSITE',
  };
}

function requireAsExpected(request: S3Request, object: ObjectMetadata): void {
  const byteSize = headerOf(request, 'x-amz-mp-object-size');
  if (byteSize !== undefined && Number(byteSize) !== object.byteSize) {
    throw new S3Error('InvalidRequest', `The parts add up to ${object.byteSize} bytes, not to ${byteSize}.`);
  }
  if (object.byteSize > maxObjectByteSize) {
    throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed object size.');
  }
}

/** Returns the XML element for a checksum header: `x-amz-checksum-sha256` → `ChecksumSHA256`. */
function checksumElement(header: string): string {
  return `Checksum${header.slice('x-amz-checksum-'.length).toUpperCase()}`;
}
