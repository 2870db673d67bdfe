import { createHmac, hash } from 'node:crypto';
import type { BucketAddress } from './bucket-address.ts';

export interface SigningKey {
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export interface RequestToSign {
  method: 'GET' | 'HEAD' | 'PUT';
  objectKey: string;
  /**
   * Query parameters without those of the signature, in alphabetical order. Their names must begin with a lower-case
   * letter.
   */
  query: Readonly<Record<string, string>>;
  /** Headers that clients must send unchanged. Their names are in lower case. */
  headers: Readonly<Record<string, string>>;
  signedAt: Date;
  expiresInSeconds: number;
}

export type Presign = (request: RequestToSign) => string;

/**
 * Creates a function that signs URLs (Signature Version 4) for the objects of one bucket.
 *
 * The AWS SDK creates the same URLs, but takes twenty times as long, because its code is asynchronous and copies each
 * request. Publishes and pages of pictures need thousands of URLs at once, so this function is synchronous.
 */
export function createPresigner(bucket: BucketAddress, key: SigningKey): Presign {
  const keyOfDay = rememberLast((day: string) => deriveKey(key, day));
  const scopeOf = (day: string) => `${day}/${key.region}/s3/aws4_request`;
  const token = key.sessionToken === undefined ? '' : `&X-Amz-Security-Token=${encode(key.sessionToken)}`;

  /** Computes the parts that are equal for all URLs with the same signing time and lifetime. */
  const prepare = rememberLast((timestamp: string, expiresInSeconds: number) => {
    const day = timestamp.slice(0, 8);
    const query =
      'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD' +
      `&X-Amz-Credential=${encode(`${key.accessKeyId}/${scopeOf(day)}`)}` +
      `&X-Amz-Date=${timestamp}&X-Amz-Expires=${expiresInSeconds}${token}`;
    return { query, toSign: `AWS4-HMAC-SHA256\n${timestamp}\n${scopeOf(day)}\n`, key: keyOfDay(day) };
  });

  return ({ method, objectKey, query, headers, signedAt, expiresInSeconds }) => {
    const prepared = prepare(formatTimestamp(signedAt), expiresInSeconds);
    const path = `${bucket.path}${encodePath(objectKey)}`;
    const names = ['host', ...Object.keys(headers)].sort();
    let canonicalHeaders = '';
    for (const name of names)
      canonicalHeaders += `${name}:${name === 'host' ? bucket.host : squeeze(headers[name] ?? '')}\n`;
    let rest = `X-Amz-SignedHeaders=${names.join('%3B')}`;
    for (const name in query) rest += `&${name}=${encode(query[name] ?? '')}`;

    const canonicalQuery = `${prepared.query}&${rest}`;
    const canonical = `${method}\n${path}\n${canonicalQuery}\n${canonicalHeaders}\n${names.join(';')}\nUNSIGNED-PAYLOAD`;
    const signature = createHmac('sha256', prepared.key)
      .update(prepared.toSign + hash('sha256', canonical, 'hex'))
      .digest('hex');
    return `${bucket.protocol}//${bucket.host}${path}?${prepared.query}&X-Amz-Signature=${signature}&${rest}`;
  };
}

function deriveKey({ secretAccessKey, region }: SigningKey, day: string): Buffer {
  return [day, region, 's3', 'aws4_request'].reduce<Buffer>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
}

/** Returns a function that caches its last result. Many URLs in a row have the same day and second. */
function rememberLast<Question extends readonly unknown[], Answer>(
  answer: (...question: Question) => Answer,
): (...question: Question) => Answer {
  let last: { question: Question; answer: Answer } | undefined;
  return (...question) => {
    if (!last?.question.every((part, index) => part === question[index]))
      last = { question, answer: answer(...question) };
    return last.answer;
  };
}

/** Formats a date as `20260102T030405Z`. */
function formatTimestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function encodePath(objectKey: string): string {
  return /^[\w.~/-]*$/.test(objectKey) ? objectKey : objectKey.split('/').map(encode).join('/');
}

function encode(text: string): string {
  const encoded = encodeURIComponent(text);
  return /[!'()*]/.test(encoded)
    ? encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    : encoded;
}

function squeeze(value: string): string {
  return value.replace(/[ \t]+/g, ' ').replace(/^ | $/g, '');
}
