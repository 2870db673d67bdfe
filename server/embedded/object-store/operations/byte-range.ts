import { S3Error } from '../protocol/s3-error.ts';

/** Both ends included; `end` before `start` when there are no bytes. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * The bytes that a `Range` header asks for, or `null` when it asks for nothing that can be understood, or for several
 * ranges, and the whole object is the answer.
 */
export function parseRange(header: string | undefined, byteSize: number): ByteRange | null {
  const match = /^bytes=(?<first>\d*)-(?<last>\d*)$/.exec(header?.trim() ?? '');
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
