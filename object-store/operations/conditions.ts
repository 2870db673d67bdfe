import type { Precondition } from '../disk/object-files.ts';
import type { ObjectMetadata } from '../disk/object-metadata.ts';
import { S3Error } from '../protocol/s3-error.ts';
import { headerOf, type S3Request } from '../protocol/s3-request.ts';

/** Returns whether the object differs from the client's cached copy. Throws if a precondition of the request fails. */
export function isModified(request: S3Request, object: ObjectMetadata): boolean {
  const { headers } = request.message;
  const modifiedAt = Math.floor(object.modifiedAtMilliseconds / 1000) * 1000;
  const ifMatch = headers['if-match'];
  if (ifMatch !== undefined) {
    if (!names(ifMatch, object.etag)) throw failed('If-Match');
  } else if (modifiedAt > readDate(headers['if-unmodified-since'], Number.POSITIVE_INFINITY)) {
    throw failed('If-Unmodified-Since');
  }
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined) return !names(ifNoneMatch, object.etag);
  return modifiedAt > readDate(headers['if-modified-since'], Number.NEGATIVE_INFINITY);
}

/**
 * Returns the precondition of a write: the key has no object (`If-None-Match: *`), or the object with the given ETag
 * (`If-Match`).
 */
export function writePrecondition(request: S3Request): Precondition {
  const ifNoneMatch = headerOf(request, 'if-none-match');
  const ifMatch = headerOf(request, 'if-match');
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw new S3Error('NotImplemented', 'A write supports If-None-Match only with *.');
  }
  return (current) => {
    if (ifNoneMatch !== undefined && current) throw failed('If-None-Match');
    if (ifMatch !== undefined && !current) throw new S3Error('NoSuchKey', 'The specified key does not exist.');
    if (ifMatch !== undefined && current && !names(ifMatch, current.etag)) throw failed('If-Match');
  };
}

/**
 * Returns whether a range may be sent. With `If-Range`, only if the client already has other ranges of the same object.
 */
export function rangeStillFits(request: S3Request, object: ObjectMetadata): boolean {
  const ifRange = headerOf(request, 'if-range');
  if (ifRange === undefined) return true;
  if (ifRange.startsWith('"')) return ifRange === `"${object.etag}"`;
  return Math.floor(object.modifiedAtMilliseconds / 1000) * 1000 === readDate(ifRange, Number.NaN);
}

function names(list: string, etag: string): boolean {
  return list.split(',').some((entry) => {
    const tag = entry
      .trim()
      .replace(/^W\//, '')
      .replace(/^"(.*)"$/, '$1');
    return tag === '*' || tag === etag;
  });
}

/** Parses a date. Returns `otherwise` if it is missing or invalid. */
function readDate(text: string | undefined, otherwise: number): number {
  const milliseconds = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(milliseconds) ? otherwise : milliseconds;
}

function failed(condition: string): S3Error {
  return new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold.', {
    facts: { Condition: condition },
  });
}
