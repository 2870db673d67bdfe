import { S3Error, type S3ErrorCode } from '../protocol/s3-error.ts';
import type { S3Request } from '../protocol/s3-request.ts';
import { algorithm, type Scope } from './sigv4.ts';

/** Signature of a request, before it is verified. */
export interface Signature {
  presigned: boolean;
  accessKeyId: string;
  scope: Scope;
  timestamp: string;
  signedHeaders: string[];
  signature: string;
  /** Lifetime of a presigned URL in seconds. `null` if the signature is in the headers. */
  expiresInSeconds: number | null;
}

const maxLifeSeconds = 7 * 24 * 3600;

export function readSignature(request: S3Request): Signature {
  const authorization = request.message.headers.authorization;
  const inQuery = request.query.has('X-Amz-Algorithm') || request.query.has('X-Amz-Signature');
  if (authorization !== undefined && inQuery) {
    throw new S3Error('InvalidArgument', 'Only one way of signing is allowed: the Authorization header or the query.');
  }
  if (inQuery) return readQuery(request.query);
  if (authorization !== undefined) return readHeader(authorization, request);
  if (request.query.has('AWSAccessKeyId')) throw notSupported();
  throw new S3Error('AccessDenied', 'Access Denied');
}

function readHeader(authorization: string, request: S3Request): Signature {
  const code = 'AuthorizationHeaderMalformed';
  if (!authorization.startsWith(`${algorithm} `)) throw notSupported();
  const fields = new Map<string, string>();
  for (const field of authorization.slice(algorithm.length).split(',')) {
    const equals = field.indexOf('=');
    fields.set(field.slice(0, equals).trim(), field.slice(equals + 1).trim());
  }
  const timestamp = request.message.headers['x-amz-date'];
  if (typeof timestamp !== 'string') {
    throw new S3Error('AccessDenied', 'AWS authentication requires a valid x-amz-date header.');
  }
  return {
    presigned: false,
    ...readCredential(requireField(fields, 'Credential', code), code),
    timestamp,
    signedHeaders: readHeaderNames(requireField(fields, 'SignedHeaders', code), code),
    signature: requireField(fields, 'Signature', code),
    expiresInSeconds: null,
  };
}

function readQuery(query: ReadonlyMap<string, string>): Signature {
  const code = 'AuthorizationQueryParametersError';
  if (requireField(query, 'X-Amz-Algorithm', code) !== algorithm) {
    throw new S3Error(code, `X-Amz-Algorithm only supports ${algorithm}.`);
  }
  const expires = requireField(query, 'X-Amz-Expires', code);
  const expiresInSeconds = Number(expires);
  if (!/^\d{1,7}$/.test(expires) || expiresInSeconds < 1 || expiresInSeconds > maxLifeSeconds) {
    throw new S3Error(code, `X-Amz-Expires must be from 1 to ${maxLifeSeconds} seconds.`);
  }
  return {
    presigned: true,
    ...readCredential(requireField(query, 'X-Amz-Credential', code), code),
    timestamp: requireField(query, 'X-Amz-Date', code),
    signedHeaders: readHeaderNames(requireField(query, 'X-Amz-SignedHeaders', code), code),
    signature: requireField(query, 'X-Amz-Signature', code),
    expiresInSeconds,
  };
}

function requireField(fields: ReadonlyMap<string, string>, name: string, code: S3ErrorCode): string {
  const value = fields.get(name);
  if (value === undefined || value === '') throw new S3Error(code, `The signature lacks ${name}.`);
  return value;
}

function readCredential(credential: string, code: S3ErrorCode): { accessKeyId: string; scope: Scope } {
  const match = /^(?<accessKeyId>.+)\/(?<date>\d{8})\/(?<region>[^/]+)\/(?<service>[^/]+)\/aws4_request$/.exec(
    credential,
  );
  const { accessKeyId, date, region, service } = match?.groups ?? {};
  if (!accessKeyId || !date || !region || !service) {
    throw new S3Error(
      code,
      'The credential is malformed; expecting <access key id>/YYYYMMDD/<region>/s3/aws4_request.',
    );
  }
  return { accessKeyId, scope: { date, region, service } };
}

function readHeaderNames(list: string, code: S3ErrorCode): string[] {
  const names = list.split(';');
  const wellFormed = names.every(
    (name, index) => /^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name) && (index === 0 || name > (names[index - 1] ?? '')),
  );
  if (!wellFormed || !names.includes('host')) {
    throw new S3Error(code, 'The signed headers must be sorted lower-case names, each once, with host among them.');
  }
  return names;
}

function notSupported(): S3Error {
  return new S3Error(
    'InvalidRequest',
    `The authorization mechanism you have provided is not supported. Please use ${algorithm}.`,
  );
}
