import { expect, test } from 'vitest';
import { encodeCursor } from './cursor.ts';
import { type KeysetColumn, keysetArguments } from './keyset.ts';

test.each<[KeysetColumn['kind'], unknown]>([
  ['number', 2 ** 31],
  ['number', -(2 ** 40)],
  ['number', 0.5],
  ['bigint', 2 ** 53],
  ['string', 'a\0'],
  ['id', 'a'],
])('a cursor with a %s that its column cannot hold is refused', (kind, value) => {
  const page = { size: 1, backward: false, cursor: encodeCursor('list', [value as number]) };
  expect(() => keysetArguments('list', [{ field: 'a', kind }], page)).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT', path: 'after' }),
  );
});

test('a cursor holds the largest value of an integer column', () => {
  const page = { size: 1, backward: false, cursor: encodeCursor('list', [2 ** 31 - 1]) };
  expect(keysetArguments('list', [{ field: 'a', kind: 'number' }], page).where).toEqual({ a: { gt: 2 ** 31 - 1 } });
});
