import { S3Error } from '../protocol/s3-error.ts';
import type { Signature } from './read-signature.ts';
import { parseTimestamp } from './sigv4.ts';

const maxSkewMilliseconds = 15 * 60 * 1000;

/**
 * Throws if the request was signed too long ago or in the future. Also throws if its date differs from the date of its
 * credential.
 */
export function requireTimely(signature: Signature, now: Date): void {
  const signedAt = parseTimestamp(signature.timestamp);
  if (signedAt === null || !signature.timestamp.startsWith(signature.scope.date)) {
    const code = signature.presigned ? 'AuthorizationQueryParametersError' : 'AuthorizationHeaderMalformed';
    throw new S3Error(code, 'The date must be YYYYMMDDTHHMMSSZ and of the day that the credential names.');
  }
  const serverTime = now.toISOString();
  const aheadMilliseconds = signedAt - now.getTime();
  if (signature.expiresInSeconds === null) {
    if (Math.abs(aheadMilliseconds) > maxSkewMilliseconds) {
      throw new S3Error(
        'RequestTimeTooSkewed',
        'The difference between the request time and the current time is too large.',
        {
          facts: {
            RequestTime: signature.timestamp,
            ServerTime: serverTime,
            MaxAllowedSkewMilliseconds: String(maxSkewMilliseconds),
          },
        },
      );
    }
    return;
  }
  if (aheadMilliseconds > maxSkewMilliseconds) {
    throw new S3Error('AccessDenied', 'Request is not yet valid', { facts: { ServerTime: serverTime } });
  }
  const expiresAt = signedAt + signature.expiresInSeconds * 1000;
  if (now.getTime() >= expiresAt) {
    throw new S3Error('AccessDenied', 'Request has expired', {
      facts: {
        'X-Amz-Expires': String(signature.expiresInSeconds),
        Expires: new Date(expiresAt).toISOString(),
        ServerTime: serverTime,
      },
    });
  }
}
