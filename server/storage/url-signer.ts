import { signedUrlBounds } from '#domain/limits.ts';
import type {
  Disposition,
  ExpectedObject,
  ExpectedPart,
  ServedObject,
  SignedRequest,
  SignedUrl,
} from '#domain/storage.ts';
import { contentDisposition } from './content-disposition.ts';
import { hexToBase64 } from './digests.ts';
import type { Presign, RequestToSign } from './presigner.ts';
import { maySeeInline, servedContentType } from './served-content-type.ts';
import { roundSigningTime } from './signing-clock.ts';

/** Disposition types of RFC 6266. */
const dispositionTypes: Record<Disposition, 'inline' | 'attachment'> = { INLINE: 'inline', ATTACHMENT: 'attachment' };

/** Creates the functions that sign URLs. Each function determines what the client may do with its URL. */
export function createUrlSigner(presign: Presign, now: () => Date) {
  const signUpload = (
    request: Pick<RequestToSign, 'objectKey' | 'query' | 'headers'>,
    expiresInSeconds: number,
  ): SignedRequest => {
    const signedAt = wholeSeconds(now());
    return {
      method: 'PUT',
      url: presign({ ...request, method: 'PUT', signedAt, expiresInSeconds }),
      headers: { ...request.headers },
      expiresAt: later(signedAt, expiresInSeconds),
    };
  };

  return {
    /** Signs length, type and checksum as headers. The store refuses a request with other headers or other bytes. */
    signPut({ objectKey, byteSize, contentType, sha256 }: ExpectedObject, expiresInSeconds: number): SignedRequest {
      const headers = {
        'content-length': String(byteSize),
        'content-type': requireHeaderText(contentType),
        'if-none-match': '*',
        'x-amz-checksum-sha256': hexToBase64(sha256),
      };
      return signUpload({ objectKey, query: { 'x-id': 'PutObject' }, headers }, expiresInSeconds);
    },

    signPart(
      { objectKey, uploadId, partNumber, byteSize, sha256 }: ExpectedPart,
      expiresInSeconds: number,
    ): SignedRequest {
      const headers = { 'content-length': String(byteSize), 'x-amz-checksum-sha256': hexToBase64(sha256) };
      const query = { partNumber: String(partNumber), uploadId, 'x-id': 'UploadPart' };
      return signUpload({ objectKey, query, headers }, expiresInSeconds);
    },

    signGet({ objectKey, contentType, filename, disposition, sensitive, ttlSeconds }: ServedObject): SignedUrl {
      const { least, most } = signedUrlBounds;
      if (!(ttlSeconds >= least && ttlSeconds <= most))
        throw new RangeError(`A URL must be valid for ${least} to ${most} seconds, not ${ttlSeconds}.`);
      const signedAt = roundSigningTime(now(), ttlSeconds);
      const kind = maySeeInline(contentType) ? dispositionTypes[disposition] : 'attachment';
      const query = {
        'response-cache-control': sensitive ? 'no-store' : `private, max-age=${ttlSeconds}`,
        'response-content-disposition': contentDisposition(kind, filename),
        'response-content-type': servedContentType(contentType),
        'x-id': 'GetObject',
      };
      return {
        url: presign({ method: 'GET', objectKey, query, headers: {}, signedAt, expiresInSeconds: ttlSeconds }),
        expiresAt: later(signedAt, ttlSeconds),
      };
    },
  };
}

function requireHeaderText(value: string): string {
  if (!/^[\x20-\x7e]+$/.test(value)) throw new RangeError('A content type is plain ASCII text.');
  return value;
}

/** Rounds down to a second, the smallest unit in signatures. */
function wholeSeconds(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

function later(date: Date, seconds: number): Date {
  return new Date(date.getTime() + seconds * 1000);
}
