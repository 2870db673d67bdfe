import { pipeline } from 'node:stream/promises';
import type { OpenObject } from '../disk/object-file.ts';
import type { ObjectMetadata } from '../disk/object-metadata.ts';
import { respond } from '../protocol/respond.ts';
import { S3Error } from '../protocol/s3-error.ts';
import { headerOf, type S3Request } from '../protocol/s3-request.ts';
import type { Store } from '../store.ts';
import { parseRange } from './byte-range.ts';
import { isModified, rangeStillFits } from './conditions.ts';
import { checksumHeaders, headersToServe } from './object-headers.ts';

/** GET and HEAD of an object. The response is the whole object, a range, or 304 if the object has not changed. */
export async function getObject(store: Store, request: S3Request): Promise<void> {
  const object = await findObject(store, request);
  if (!object) throw new S3Error('NoSuchKey', 'The specified key does not exist.', { facts: { Key: request.key } });
  const { metadata, file } = object;
  try {
    const headers = headersToServe(request, metadata);
    if (!isModified(request, metadata)) {
      respond(request, 304, headers);
      return;
    }
    const range = rangeStillFits(request, metadata)
      ? parseRange(request.message.headers.range, metadata.byteSize)
      : null;
    const { start, end } = range ?? { start: 0, end: metadata.byteSize - 1 };
    if (range) headers['content-range'] = `bytes ${start}-${end}/${metadata.byteSize}`;
    // Sent only with the whole object, because the checksum does not match the bytes of a range.
    else if (headerOf(request, 'x-amz-checksum-mode')?.toUpperCase() === 'ENABLED') {
      Object.assign(headers, checksumHeaders(metadata));
    }
    headers['content-length'] = String(end - start + 1);
    request.response.writeHead(range ? 206 : 200, headers);
    if (file) await pipeline(store.files.read({ metadata, file }, { start, end }), request.response);
    else request.response.end();
  } finally {
    await file?.close();
  }
}

/** Returns an object. For HEAD, only its metadata are read. */
async function findObject(store: Store, { method, key }: S3Request): Promise<Found | null> {
  if (method !== 'HEAD') return store.files.open(key);
  const metadata = store.files.find(key);
  return metadata && { metadata, file: null };
}

type Found = OpenObject | { metadata: ObjectMetadata; file: null };
