import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSearch, stringifySearch } from './search-codec.ts';

test('reads and writes what a person would', () => {
  expect(parseSearch('?tag=night,rain&q=662E41&item=a%2Cb')).toEqual({
    tag: ['night', 'rain'],
    q: '662E41',
    item: 'a,b',
  });
  expect(stringifySearch({ tag: ['night', 'rain'], q: 'grey heron', t: 12.5, xywh: [1, 2, 3, 4] })).toBe(
    '?tag=night,rain&q=grey+heron&t=12.5&xywh=1,2,3,4',
  );
  expect(stringifySearch({ tag: [], q: undefined })).toBe('');
});

test('a broken escape is text, not an error page', () => {
  expect(parseSearch('?q=100%&=x')).toEqual({ q: '100%', '': 'x' });
});

test('a repeated param is a list, and an unknown one is left out', () => {
  expect(parseSearch('?tag=night&tag=rain,fog&utm_source=mail&__proto__=x', new Set(['tag']))).toEqual({
    tag: ['night', 'rain', 'fog'],
  });
});

test('every text comes back as it was', () => {
  const text = fc.string({ unit: 'grapheme' });
  const value = fc.oneof(text, fc.array(text, { minLength: 2 }));
  fc.assert(
    fc.property(
      fc.dictionary(
        text.filter((name) => name !== ''),
        value,
        { noNullPrototype: true },
      ),
      (search) => {
        expect(parseSearch(stringifySearch(search))).toEqual(search);
      },
    ),
  );
});
