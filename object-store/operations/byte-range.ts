import { S3Error } from '../protocol/s3-error.ts';

/** Range of bytes, with both ends inclusive. In an empty range, `end` is less than `start`. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Returns the range that a `Range` header requests. Returns `null` if the header is missing, is malformed or contains
 * several ranges. The response then contains the whole object.
 */
export function parseRange(header: string | undefined, byteSize: number): ByteRange | null {
  const match = /^bytes=(?<first>\d*)-(?<last>\d*)$/i.exec(header?.trim() ?? '');
  const { first = '', last = '' } = match?.groups ?? {};
  if (first === '' && last === '') return null;
  if (first !== '' && last !== '' && Number(first) > Number(last)) return null;
  const start = first === '' ? Math.max(byteSize - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? byteSize - 1 : Math.min(Number(last), byteSize - 1);
  if (start > end) {
    throw new S3Error('InvalidRange', 'The requested range is not satisfiable.', {
      facts: { RangeRequested: header ?? '', ActualObjectSize: String(byteSize) },
      headers: { 'content-range': `bytes */${byteSize}` },
    });
  }
  return { start, end };
}
