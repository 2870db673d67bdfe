import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileNameOf, keyOf } from './file-names.ts';

const key = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }).filter((text) => text.isWellFormed());
const hostile = [
  '../../etc/passwd',
  '..',
  '.',
  '/',
  'a/../b',
  'NUL\0byte',
  'con',
  'C:\\x',
  'a'.repeat(1024),
  'é'.repeat(512),
  '~',
  '=',
];

test.each(hostile)('%j stays in its folder', (name) => {
  expect(fileNameOf(name).name).toMatch(/^[=~][a-z0-9_%-]+$/);
});

test('any key is a short name of harmless letters, and comes back unless it is too long', () => {
  fc.assert(
    fc.property(key, (original) => {
      const { folder, name } = fileNameOf(original);
      expect(folder).toMatch(/^[0-9a-f]{2}$/);
      expect(name).toMatch(/^[=~][a-z0-9_%-]{1,200}$/);
      expect(keyOf(name)).toBe(name.startsWith('~') ? null : original);
    }),
  );
});

test('keys that differ only in case or in Unicode form have names that differ even where case does not count', () => {
  const names = ['Key', 'key', 'KEY', 'caf\u00e9', 'cafe\u0301'].map((text) => fileNameOf(text).name.toLowerCase());
  expect(new Set(names).size).toBe(5);
});
