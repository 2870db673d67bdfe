import { digitValue, foldLetter, isAccent } from './text/fold-letter.ts';
import { typographicMarks } from './text/typographic.ts';

/** Maximum number of characters of one level of a sort key. */
const maxLevelLength = 200;

/**
 * Punctuation in sort order. It sorts before digits and letters. The slash is first, so a folder `a/` sorts before `a
 * b/`.
 */
export const punctuation = `/. _-,;:!?'"()[]{}@*\\&#%\`^+<=>|~$`;
const firstPunctuation = 0x30 - punctuation.length;
const otherPunctuation = String.fromCharCode(firstPunctuation - 1);

export const typographic: Readonly<Record<string, string>> = {
  ...typographicMarks,
  '‚': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
};

/**
 * Returns the sort key of a name in natural order. Sort keys must be compared by code points, as the collation `COLLATE
 * "C"` of PostgreSQL does.
 *
 * Numbers are sorted by value. Names with the same letters are sorted by accents, then by case and leading zeros. Only
 * the first 200 characters count, to limit the length of keys.
 */
export function naturalKey(name: string): string {
  return plainKey(name) ?? anyKey(name);
}

function anyKey(name: string): string {
  const { letters, accents, cases } = levelsOf(name);
  const levels = [cut(letters), cut(trimZeros(accents)), cut(trimZeros(cases))];
  while (levels.length > 1 && levels.at(-1) === '') levels.pop();
  return levels.join('\u0001');
}

/**
 * Compares two names in natural order, for `sort`. The order is that of `naturalKey`. Returns 0 only for identical
 * names.
 */
export function compareNatural(one: string, other: string): number {
  return (
    compareCodePoints(naturalKey(one), naturalKey(other)) ||
    compareLevels(levelsOf(one), levelsOf(other)) ||
    compareCodePoints(one, other)
  );
}

/**
 * Compares two strings by code points, as `COLLATE "C"` does. The operator `<` compares UTF-16 units, which gives
 * another order beyond U+D7FF.
 */
export function compareCodePoints(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index += 1) {
    const a = one.charCodeAt(index);
    const b = other.charCodeAt(index);
    // Surrogates belong to code points that are greater than those of all other units.
    if (a !== b) return (a >= 0xd800 && a < 0xe000 ? a + 0x10000 : a) - (b >= 0xd800 && b < 0xe000 ? b + 0x10000 : b);
  }
  return one.length - other.length;
}

// Letter of each ASCII character in a sort key. Names contain no control characters, because these separate the levels
// of a key.
const plainLetters = Array.from({ length: 0x7f }, (_, code) => {
  const index = punctuation.indexOf(String.fromCharCode(code));
  return index >= 0 ? String.fromCharCode(firstPunctuation + index) : String.fromCharCode(code).toLowerCase();
});

/**
 * Returns the sort key of a short ASCII name. It is faster, because such a name needs no normalization and no regular
 * expression. Returns null for other names.
 */
function plainKey(name: string): string | null {
  const { length } = name;
  if (length > maxLevelLength / 2) return null;
  let letters = '';
  let cases = '';
  // Number of plain characters since the last character of `cases`.
  let plain = 0;
  for (let at = 0; at < length; ) {
    const from = at;
    let code = name.charCodeAt(at);
    while (code > 0x60 && code < 0x7b) code = name.charCodeAt((at += 1));
    if (at > from) {
      letters += name.slice(from, at);
      plain += at - from;
    } else if (code < 0x20 || code > 0x7e) {
      return null;
    } else if (code < 0x30 || code > 0x39) {
      letters += plainLetters[code];
      if (code > 0x40 && code < 0x5b) {
        cases += `${'0'.repeat(plain)}1`;
        plain = 0;
      } else plain += 1;
      at += 1;
    } else {
      while (name.charCodeAt(at) === 0x30) at += 1;
      const significant = at;
      while (name.charCodeAt(at) > 0x2f && name.charCodeAt(at) < 0x3a) at += 1;
      const digits = at - significant;
      if (digits > 8) return null;
      letters += String(digits) + name.slice(significant, at);
      const zeros = digits === 0 ? significant - from - 1 : significant - from;
      if (zeros > 0) {
        cases += '0'.repeat(plain) + String(Math.min(9, zeros));
        plain = 0;
      } else plain += 1;
    }
  }
  return cases === '' ? letters : `${letters}\u0001\u0001${cases}`;
}

interface Levels {
  /** Letters without accents and case, numbers with their lengths, and punctuation. */
  letters: string;
  /** `0` for each character without accents. Other characters with their accents. */
  accents: string;
  /**
   * `0` for each small letter and plain number, `1` for each capital letter, and the number of leading zeros of other
   * numbers.
   */
  cases: string;
}

function levelsOf(name: string): Levels {
  // Removes control characters, because they separate the levels of a key.
  const plain = name.replaceAll(/\p{Cc}+/gu, ' ').toWellFormed();
  const decomposed = /^[\u0020-\u007e]*$/.test(plain) ? plain : plain.normalize('NFKD');
  const levels: Levels = { letters: '', accents: '', cases: '' };
  for (const [token] of decomposed.matchAll(/\p{Nd}+|./gsu)) {
    if (/^\p{Nd}/u.test(token)) addNumber(levels, token);
    else addCharacter(levels, token);
  }
  return { ...levels, letters: levels.letters.normalize('NFC') };
}

function addNumber(levels: Levels, digits: string): void {
  const value = Array.from(digits, digitValue).join('');
  const significant = value.replace(/^0+/, '');
  const { length } = significant;
  levels.letters +=
    (length < 9 ? String(length) : `9${String(Math.min(length, 99_999)).padStart(5, '0')}`) + significant;
  levels.accents += '0';
  levels.cases += String(Math.min(9, value.length - Math.max(1, length)));
}

function addCharacter(levels: Levels, character: string): void {
  if (isAccent(character)) {
    levels.accents =
      levels.accents.slice(0, -1) + (levels.accents.at(-1) === '0' ? '1' : (levels.accents.at(-1) ?? '')) + character;
    return;
  }
  const common = typographic[character] ?? character;
  const index = punctuation.indexOf(common);
  if (index >= 0 || /[\p{P}\p{S}\p{Z}\p{C}]/u.test(common)) {
    levels.letters += index >= 0 ? String.fromCharCode(firstPunctuation + index) : otherPunctuation;
    levels.accents += '0';
    levels.cases += common === character ? '0' : '1';
    return;
  }
  const small = character.toLowerCase();
  // The lower case of a capital I with a dot has two characters.
  const [letter = '', ...marks] = small;
  const folded = foldLetter(letter);
  levels.letters += folded + marks.filter((mark) => !isAccent(mark)).join('');
  levels.accents += folded === letter ? '0' : `1${letter}`;
  levels.cases += small === character ? '0' : '1';
}

function compareLevels(one: Levels, other: Levels): number {
  return (
    compareCodePoints(one.letters, other.letters) ||
    compareCodePoints(trimZeros(one.accents), trimZeros(other.accents)) ||
    compareCodePoints(trimZeros(one.cases), trimZeros(other.cases))
  );
}

function trimZeros(level: string): string {
  return level.replace(/0+$/, '');
}

function cut(level: string): string {
  return level.length <= maxLevelLength
    ? level
    : level
        .slice(0, maxLevelLength)
        .toWellFormed()
        .replace(/\ufffd$/, '');
}
