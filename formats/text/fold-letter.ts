/** Letters that have no Unicode decomposition, with the letters that users type instead. */
export const foldedLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ɖ: 'd',
  þ: 'th',
  ł: 'l',
  ƚ: 'l',
  ħ: 'h',
  ı: 'i',
  ȷ: 'j',
  ŋ: 'n',
  ŧ: 't',
  ƶ: 'z',
  ɓ: 'b',
  ƙ: 'k',
  ς: 'σ',
};

/**
 * Combining marks on a letter, such as accents, Hebrew points and Arabic short vowels. Excludes the vowel signs of
 * Indic scripts and the voicing marks of kana, because they are parts of the letter.
 */
const accent =
  // oxlint-disable-next-line no-misleading-character-class -- combining characters one by one are what is meant
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0640]/u;

/** Returns whether a character is an accent of the letter before it. */
export function isAccent(character: string): boolean {
  return accent.test(character);
}

/** Returns the plain form of a small letter without accents, such as `ss` for `ß` and `l` for `ł`. */
export function foldLetter(letter: string): string {
  return foldedLetters[letter] ?? letter;
}

/**
 * Returns the value of a decimal digit in any script. In Unicode, the code point of each digit zero ends in the
 * hexadecimal digit 0 or 6.
 */
export function digitValue(digit: string): number {
  const code = digit.codePointAt(0)!;
  const beginsAtZero = /\p{Nd}/u.test(String.fromCodePoint(code - (code % 16)));
  return Math.max(0, Math.min(9, (code % 16) - (beginsAtZero ? 0 : 6)));
}

/** Returns a word in small letters, without accents and with ASCII digits. */
export function foldWord(word: string): string {
  let folded = '';
  for (const character of word.normalize('NFD')) {
    if (isAccent(character)) continue;
    folded += /\p{Nd}/u.test(character) ? String(digitValue(character)) : foldLetter(character);
  }
  return folded.normalize('NFC');
}
