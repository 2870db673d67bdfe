import { timingSafeEqual } from 'node:crypto';
import { S3Error } from '../protocol/s3-error.ts';
import { headerOf, type S3Request } from '../protocol/s3-request.ts';
import { readSignature, type Signature } from './read-signature.ts';
import { requireTimely } from './require-timely.ts';
import { algorithm, canonicalRequest, hmacHex, type Scope, signingKey, stringToSign } from './sigv4.ts';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
}

/** Verified signature, and the values that are needed to check the signatures of chunks of the body. */
export interface Authenticated {
  /** SHA-256 of the body, `UNSIGNED-PAYLOAD`, or one of the values that begin with `STREAMING-`. */
  payloadHash: string;
  signature: string;
  signingKey: Buffer;
  timestamp: string;
  scope: Scope;
}

/**
 * Verifies the signature of a request (Signature Version 4), which can be in its headers or its query. Throws unless it
 * was made with the store's key within the allowed time. The signature must include the query, the host and every
 * `x-amz-*` header.
 */
export function authenticate(request: S3Request, credentials: Credentials, now: Date): Authenticated {
  const signature = readSignature(request);
  requireKnownKey(request, signature, credentials);
  requireTimely(signature, now);
  requireSignedHeaders(request, signature);

  const payloadHash = payloadHashOf(request, signature);
  const canonical = canonicalRequest({
    method: request.method,
    path: request.path,
    query: request.query,
    headers: signature.signedHeaders.map((name) => [name, request.message.headersDistinct[name] ?? []]),
    payloadHash,
  });
  const toSign = stringToSign(signature.timestamp, signature.scope, canonical);
  const key = signingKey(credentials.secretAccessKey, signature.scope);
  if (!equal(hmacHex(key, toSign), signature.signature)) {
    throw new S3Error(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      { facts: { AWSAccessKeyId: signature.accessKeyId, StringToSign: toSign, CanonicalRequest: canonical } },
    );
  }
  return {
    payloadHash,
    signature: signature.signature,
    signingKey: key,
    timestamp: signature.timestamp,
    scope: signature.scope,
  };
}

function requireKnownKey(request: S3Request, signature: Signature, credentials: Credentials): void {
  if (signature.accessKeyId !== credentials.accessKeyId) {
    throw new S3Error('InvalidAccessKeyId', 'The access key id you provided does not exist in our records.');
  }
  if (headerOf(request, 'x-amz-security-token') !== undefined) {
    throw new S3Error('InvalidToken', 'This access key cannot be used with a session token.');
  }
  const { region, service } = signature.scope;
  if (service !== 's3' || region !== credentials.region) {
    const code = signature.presigned ? 'AuthorizationQueryParametersError' : 'AuthorizationHeaderMalformed';
    throw new S3Error(code, `The credential is for ${region}/${service}; expecting ${credentials.region}/s3.`, {
      facts: { Region: credentials.region },
    });
  }
}

function requireSignedHeaders(request: S3Request, { signedHeaders }: Signature): void {
  const signed = new Set(signedHeaders);
  const present = Object.keys(request.message.headers);
  const unsigned = present.filter((name) => (name === 'host' || name.startsWith('x-amz-')) && !signed.has(name));
  if (unsigned.length > 0) {
    throw new S3Error('AccessDenied', 'There were headers present in the request which were not signed.', {
      facts: { HeadersNotSigned: unsigned.join(', ') },
    });
  }
  const missing = signedHeaders.filter((name) => request.message.headersDistinct[name] === undefined);
  if (missing.length > 0) {
    throw new S3Error('SignatureDoesNotMatch', `These signed headers are missing: ${missing.join(', ')}.`, {
      facts: { HeadersMissing: missing.join(', ') },
    });
  }
}

function payloadHashOf(request: S3Request, { presigned }: Signature): string {
  const given = headerOf(request, 'x-amz-content-sha256');
  if (presigned) {
    const payloadHash = given ?? 'UNSIGNED-PAYLOAD';
    if (payloadHash === 'UNSIGNED-PAYLOAD' || isDigest(payloadHash)) return payloadHash;
    throw new S3Error('InvalidRequest', 'A presigned request cannot have a body in signed chunks.');
  }
  if (given === undefined) {
    throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256.');
  }
  const known = [
    'UNSIGNED-PAYLOAD',
    'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    `STREAMING-${algorithm}-PAYLOAD`,
    `STREAMING-${algorithm}-PAYLOAD-TRAILER`,
  ];
  if (!known.includes(given) && !isDigest(given)) {
    throw new S3Error(
      'InvalidArgument',
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-… or a valid SHA-256.',
    );
  }
  return given;
}

function isDigest(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
