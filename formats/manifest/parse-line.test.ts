import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseLine } from './parse-line.ts';

const problemsOf = (text: string) => parseLine(text).problems.map(({ pointer, code }) => `${code} ${pointer}`);

test.each([
  ['{"key":"a","key":"b"}', ['DUPLICATE_MEMBER /key']],
  ['{"key":"a","k\\u0065y" : "b"}', ['DUPLICATE_MEMBER /key']],
  [
    '{"metadata":{"a/b":[{"x":1},{"x":1,"x":{"y":2,"y":3}}]}}',
    ['DUPLICATE_MEMBER /metadata/a~1b/1/x', 'DUPLICATE_MEMBER /metadata/a~1b/1/x/y'],
  ],
  ['{"__proto__":1,"__proto__":2}', ['DUPLICATE_MEMBER /__proto__']],
  ['{"a":"\\":{\\\\","b":":"}', []],
  ['{"metadata":{"n":1e400}}', ['INVALID_NUMBER /metadata/n']],
  ['{"metadata":{"n":[0,-1e400]}}', ['INVALID_NUMBER /metadata/n/1']],
  [`{"metadata":{"n":${'9'.repeat(400)}}}`, ['INVALID_NUMBER /metadata/n']],
  [`{"metadata":{"n":${'9'.repeat(30)}}}`, ['INVALID_NUMBER /metadata/n']],
  ['{"metadata":{"n":9007199254740993}}', ['INVALID_NUMBER /metadata/n']],
  ['{"metadata":{"n":1e-400,"z":0e-400}}', ['INVALID_NUMBER /metadata/n']],
  ['{"metadata":{"n":9007199254740991,"m":1e300,"o":0.1234567890123456789,"p":"1e400"}}', []],
  ['{"key":"a"', ['INVALID_JSON ']],
  ['', ['INVALID_JSON ']],
])('%s', (text, expected) => expect(problemsOf(text)).toEqual(expected));

test('what JavaScript writes has no problem, and keeps its value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify({ key: 'a', metadata: value });
      expect(parseLine(text)).toEqual({
        value: JSON.parse(text),
        problems: numbersIn(value).every(isKept) ? [] : expect.anything(),
      });
    }),
  );
});

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

function isKept(value: number): boolean {
  return !Number.isInteger(value) || Number.isSafeInteger(value) || Math.abs(value) >= 1e21;
}
