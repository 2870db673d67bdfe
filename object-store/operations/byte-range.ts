import { S3Error } from '../protocol/s3-error.ts';

/** A range of bytes that includes both ends. For an empty range, `end` is before `start`. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Returns the bytes that a `Range` header asks for. Returns `null` if the header is missing, malformed or has several
 * ranges, so that the response is the whole object.
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
