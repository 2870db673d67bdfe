import { createHmac, hash } from 'node:crypto';
import { encodeUri, encodeUriPath } from '../protocol/uri-encoding.ts';

/** Name of the algorithm of AWS Signature Version 4. This module computes it for the server. */
export const algorithm = 'AWS4-HMAC-SHA256';

export interface Scope {
  /** Date as `YYYYMMDD`. */
  date: string;
  region: string;
  service: string;
}

export function scopeText({ date, region, service }: Scope): string {
  return `${date}/${region}/${service}/aws4_request`;
}

export function signingKey(secretAccessKey: string, scope: Scope): Buffer {
  const dateKey = hmac(`AWS4${secretAccessKey}`, scope.date);
  return hmac(hmac(hmac(dateKey, scope.region), scope.service), 'aws4_request');
}

export function canonicalRequest(parts: {
  method: string;
  path: string;
  query: ReadonlyMap<string, string>;
  /** Names in lower case with the received values, in the order in which they were signed. */
  headers: readonly (readonly [name: string, values: readonly string[]])[];
  payloadHash: string;
}): string {
  const query = [...parts.query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => ({ name: encodeUri(name), value: encodeUri(value) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, value }) => `${name}=${value}`);
  const headers = parts.headers.map(([name, values]) => `${name}:${values.map(squeeze).join(',')}\n`);
  const names = parts.headers.map(([name]) => name).join(';');
  return [parts.method, encodeUriPath(parts.path), query.join('&'), headers.join(''), names, parts.payloadHash].join(
    '\n',
  );
}

function squeeze(value: string): string {
  return value.replace(/[ \t]+/g, ' ').replace(/^ | $/g, '');
}

export function stringToSign(timestamp: string, scope: Scope, canonical: string): string {
  return [algorithm, timestamp, scopeText(scope), sha256Hex(canonical)].join('\n');
}

// Returns the SHA-256 of a text. A header value has one character per received byte, so 'latin1' restores the signed
// bytes.
export function sha256Hex(text: string): string {
  return hash('sha256', Buffer.from(text, 'latin1'), 'hex');
}

export function hmacHex(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text, 'latin1').digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** Parses a time such as `20260102T030405Z` to milliseconds. Returns `null` for other texts. */
export function parseTimestamp(timestamp: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(milliseconds) ? null : milliseconds;
}
