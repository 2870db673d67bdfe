/** Class of a character, which determines how a text is split into words. */
export type CharacterClass = 'WORD' | 'UNSPACED' | 'SYMBOL' | 'OTHER';

/**
 * Scripts that have no spaces between words, or that join particles to words. Searches use pairs of their characters.
 */
const unspaced =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}\p{sc=Javanese}\p{sc=Balinese}]/u;
const word = /[\p{L}\p{N}\p{M}]/u;
const symbol = /\p{So}/u;

const known = new Map<number, CharacterClass>();

/** Returns the class of a code point in a normalized text. */
export function classOf(code: number): CharacterClass {
  const kept = known.get(code);
  if (kept !== undefined) return kept;
  const found = findClass(String.fromCodePoint(code));
  known.set(code, found);
  return found;
}

function findClass(character: string): CharacterClass {
  if (word.test(character)) return !/\p{N}/u.test(character) && unspaced.test(character) ? 'UNSPACED' : 'WORD';
  return symbol.test(character) ? 'SYMBOL' : 'OTHER';
}
