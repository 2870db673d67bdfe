import { array, assert, bigInt, constantFrom, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { compareCodePoints, compareNatural, naturalKey } from './natural-order.ts';

test.each([
  [['img1', 'img2', 'img10', 'img100']],
  [['img1', 'img01', 'img001', 'img2']],
  [['img_2.jpg', 'img_10.jpg', 'img2.jpg', 'img10.jpg']],
  [['img.jpg', 'img 2.jpg', 'img-1.jpg', 'img1.jpg', 'imp.jpg']],
  [['apple', 'Apple', 'äpple', 'banana', 'Banana', 'Zebra']],
  [['a', 'A', 'á', 'Á', 'ab']],
  [['Lodz 1', 'Łódź 1', 'Lodz 2', 'Łódź 2']],
  [['strasse', 'straße', 'strasse 2']],
  [['cam/1', 'cam/10', 'cam-1/1', 'cam-2/1', 'cam-10/1', 'camera/1']],
  [['1', '2', '10', '99999999', '100000000', '123456789012345678901234567890', '123456789012345678901234567891']],
  [['٢', '١٠', '११']],
  [['第２回', '第10回']],
  [['v1.2', 'v1.10', 'v2.0']],
  [["it's", 'it’s', 'its']],
  [['Апрель', 'апрель 2', 'Ёлка', 'ель']],
  [['', ' ', '-', '1', 'a', 'α', 'я', 'あ', '一']],
])('%j are in natural order', (names) => {
  expect(names.toReversed().toSorted(compareNatural)).toEqual(names);
});

test('both normal forms of a name have the same key', () => {
  for (const name of ['Zürich', 'Łódź', 'が', '한국어 12', 'क़']) {
    expect(naturalKey(name.normalize('NFD'))).toBe(naturalKey(name.normalize('NFC')));
  }
});

const names = array(
  constantFrom(
    'a',
    'A',
    'ä',
    'Ä',
    'z',
    'ß',
    '1',
    '10',
    '010',
    '0',
    ' ',
    '-',
    '_',
    '/',
    '.',
    'é',
    'e\u0301',
    'İ',
    'ı',
    '한',
    'ﬁ',
    '😀',
    '\uffee',
  ),
  { maxLength: 6 },
).map((parts) => parts.join(''));

test('the comparator and the keys agree, in UTF-8 as in UTF-16', () => {
  for (const name of [names, string({ unit: 'binary', maxLength: 12 }), string({ unit: 'grapheme', maxLength: 300 })]) {
    assert(
      property(name, name, (one, other) => {
        const [a, b] = [naturalKey(one), naturalKey(other)];
        expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
        expect(a).not.toMatch(/\0/);
        expect(Buffer.byteLength(a)).toBeLessThan(2_400);
        if (a !== b) expect(Math.sign(compareNatural(one, other))).toBe(Math.sign(compareCodePoints(a, b)));
        expect(Math.sign(compareNatural(one, other))).toBe(-Math.sign(compareNatural(other, one)) + 0);
        expect(compareNatural(one, other) === 0).toBe(one === other);
      }),
      { numRuns: 500 },
    );
  }
});

test('numbers of any length are ordered by value', () => {
  const number = bigInt({ min: 0n, max: 10n ** 60n });
  assert(
    property(number, number, (one, other) => {
      expect(Math.sign(compareNatural(`n${one}`, `n${other}`))).toBe(one < other ? -1 : one > other ? 1 : 0);
    }),
  );
});

test('plain names have the keys that they would have among others', () => {
  // A combining accent at the end does not change the parts of the key before it.
  assert(
    property(string({ unit: 'binary-ascii', maxLength: 90 }), (name) => {
      const key = naturalKey(`${name}z`);
      const [letters = '', , cases = ''] = naturalKey(`${name}z\u0301`).split('\u0001');
      expect(key).toBe([letters, '', cases].join('\u0001').replace(/\p{Cc}*$/u, ''));
    }),
    { numRuns: 500 },
  );
});
