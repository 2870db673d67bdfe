import { validateHeaderValue } from 'node:http';
import type { ObjectMetadata } from '../disk/object-metadata.ts';
import { S3Error } from '../protocol/s3-error.ts';
import { headerOf, type S3Request } from '../protocol/s3-request.ts';

const kept = ['cache-control', 'content-disposition', 'content-language', 'content-type', 'expires'];

/**
 * Headers of S3 features that this store does not support. Requests with them fail, because ignoring them would mislead
 * the client.
 */
const unsupported =
  /^x-amz-(server-side-encryption|copy-source|tagging|object-lock|website|grant|write-offset|rename-source)/;

/** Returns the headers of an upload that are stored with the object and returned by downloads. */
export function headersToKeep(request: S3Request): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of [...Object.keys(request.message.headers), ...request.query.keys()]) {
    const lower = name.toLowerCase();
    if (unsupported.test(lower)) {
      throw new S3Error('NotImplemented', `The header ${lower} implies functionality that is not implemented.`);
    }
    const value = headerOf(request, lower);
    if (value !== undefined && (kept.includes(lower) || lower.startsWith('x-amz-meta-'))) headers[lower] = value;
  }
  if (!['private', 'bucket-owner-full-control', undefined].includes(headerOf(request, 'x-amz-acl'))) {
    throw new S3Error('NotImplemented', 'Objects are private. No other access control list can be set.');
  }
  // `aws-chunked` describes how the body is sent, and is not an encoding of the object.
  const encodings = (headerOf(request, 'content-encoding') ?? '').split(',').map((encoding) => encoding.trim());
  const encoding = encodings.filter((name) => name !== '' && name !== 'aws-chunked').join(', ');
  if (encoding !== '') headers['content-encoding'] = encoding;
  return headers;
}

/**
 * Returns the headers that describe an object in a response. Parameters of the signed query can override some of them.
 */
export function headersToServe(request: S3Request, object: ObjectMetadata): Record<string, string> {
  return {
    'content-type': 'binary/octet-stream',
    ...object.headers,
    ...readOverrides(request),
    etag: `"${object.etag}"`,
    'last-modified': new Date(object.modifiedAtMilliseconds).toUTCString(),
    'accept-ranges': 'bytes',
  };
}

export function checksumHeaders({ checksum }: Pick<ObjectMetadata, 'checksum'>): Record<string, string> {
  if (!checksum) return {};
  return { [`x-amz-checksum-${checksum.algorithm}`]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

function readOverrides(request: S3Request): Record<string, string> {
  const overrides: Record<string, string> = {};
  for (const name of [...kept, 'content-encoding']) {
    const value = request.query.get(`response-${name}`);
    if (value === undefined) continue;
    try {
      validateHeaderValue(name, value);
    } catch (cause) {
      throw new S3Error('InvalidArgument', `response-${name} is not a value a header may have.`, { cause });
    }
    overrides[name] = value;
  }
  return overrides;
}
