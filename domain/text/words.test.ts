import { array, assert, constantFrom, option, property } from 'fast-check';
import { expect, test } from 'vitest';
import { Lexemes } from './lexemes.ts';
import { addNames, nameWords } from './words.ts';

const name = array(constantFrom('a', 'b', 'é', "it's", 'c++', '.net', 'x1', '审批', ' ', '-', '/', '.jpg', '0042'), {
  maxLength: 8,
}).map((parts) => parts.join(' '));

test('names have the words that a document has which joins them itself', () => {
  assert(
    property(option(name), name, array(name, { maxLength: 3 }), (title, key, tags) => {
      const lexemes = new Lexemes(100_000);
      addNames(lexemes, { title, key, tags });
      expect(join(nameWords({ title, key, tags }))).toEqual(join(lexemes.print().words));
    }),
  );
});

/** Joins the positions of equal lexemes, as the type `tsvector` does. */
function join(words: string): Map<string, string[]> {
  const joined = new Map<string, string[]>();
  for (const [, lexeme = '', places = ''] of words.matchAll(/'((?:[^']|'')*)':(\S+)/g)) {
    joined.set(lexeme, [...(joined.get(lexeme) ?? []), ...places.split(',')]);
  }
  return joined;
}
