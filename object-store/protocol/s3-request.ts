import type { IncomingMessage, ServerResponse } from 'node:http';
import { S3Error } from './s3-error.ts';
import { decodeUri } from './uri-encoding.ts';

/** Parsed S3 request with a path-style URL: `/bucket/key?query`. */
export interface S3Request {
  readonly id: string;
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  /** Decoded path: `/bucket/key`. */
  readonly path: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
  /** Sends `100 Continue` if the client waits for it (`Expect: 100-continue`). */
  readonly acceptBody: () => void;
}

const maxKeyByteSize = 1024;

export function parseRequest(
  message: IncomingMessage,
  response: ServerResponse,
  { id, acceptBody }: { id: string; acceptBody: () => void },
): S3Request {
  const url = message.url ?? '';
  const queryStart = url.indexOf('?');
  const path = decodeUri(queryStart < 0 ? url : url.slice(0, queryStart));
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/su.exec(path) ?? [];
  if (!path.startsWith('/')) throw new S3Error('InvalidURI', 'The address has to begin with /.');
  if (Buffer.byteLength(key) > maxKeyByteSize) throw new S3Error('KeyTooLongError', 'Your key is too long.');
  const query = parseQuery(queryStart < 0 ? '' : url.slice(queryStart + 1));
  return { id, message, response, method: message.method ?? '', path, bucket, key, query, acceptBody };
}

function parseQuery(source: string): Map<string, string> {
  const query = new Map<string, string>();
  for (const pair of source.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decodeUri((equals < 0 ? pair : pair.slice(0, equals)).replaceAll('+', ' '));
    const value = equals < 0 ? '' : decodeUri(pair.slice(equals + 1).replaceAll('+', ' '));
    // Duplicate parameters are rejected, because programs interpret them differently. S3 requests never need them.
    if (query.has(name)) throw new S3Error('InvalidArgument', `The parameter ${name} may be given once.`);
    query.set(name, value);
  }
  return query;
}

/**
 * Returns the value of a header. Signing tools can move `x-amz-*` headers to the query, where they have the same
 * meaning.
 */
export function headerOf(request: S3Request, name: string): string | undefined {
  const value = request.message.headers[name];
  if (value !== undefined) return Array.isArray(value) ? value.join(',') : value;
  if (!name.startsWith('x-amz-')) return undefined;
  for (const [parameter, hoisted] of request.query) if (parameter.toLowerCase() === name) return hoisted;
  return undefined;
}
