import { expect, test } from 'vitest';
import { parseRange } from './byte-range.ts';

test.each([
  ['bytes=0-0', 10, { start: 0, end: 0 }],
  ['bytes=2-5', 10, { start: 2, end: 5 }],
  ['bytes=2-', 10, { start: 2, end: 9 }],
  ['bytes=2-99', 10, { start: 2, end: 9 }],
  ['bytes=-3', 10, { start: 7, end: 9 }],
  ['bytes=-99', 10, { start: 0, end: 9 }],
  ['Bytes=2-5', 10, { start: 2, end: 5 }],
])('%s of %i bytes', (header, byteSize, expected) => {
  expect(parseRange(header, byteSize)).toEqual(expected);
});

test.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=5-2', 'bytes=a-b', 'items=0-1', 'bytes=0-1,3-4'])(
  '%s is no range',
  (header) => {
    expect(parseRange(header, 10)).toBeNull();
  },
);

test.each([
  ['bytes=10-', 10],
  ['bytes=99-100', 10],
  ['bytes=-0', 10],
  ['bytes=0-', 0],
  ['bytes=-1', 0],
])('%s of %i bytes cannot be', (header, byteSize) => {
  expect(() => parseRange(header, byteSize)).toThrowError(
    expect.objectContaining({ code: 'InvalidRange', status: 416 }),
  );
});
