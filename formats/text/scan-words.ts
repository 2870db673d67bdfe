import { type CharacterClass, classOf } from './character-class.ts';
import { foldWord } from './fold-letter.ts';
import { isAscii } from './is-ascii.ts';

/**
 * Function that receives a token of a normalized text. `lexeme` has no accents, and `exact` is the spelling if it
 * differs. `position` counts words, and `from` and `to` count UTF-16 units. `isMain` is true if queries look for this
 * token at its position.
 */
export type TakeToken = (
  lexeme: string,
  exact: string | null,
  position: number,
  from: number,
  to: number,
  isMain: boolean,
  firstTo?: number,
) => void;

/** Maximum length of a word. The rest is cut, because PostgreSQL accepts lexemes of at most 2,046 bytes. */
const maxWordLength = 100;
const maxSuffixLength = 3;
const [apostrophe, dot, plus, hash] = [0x27, 0x2e, 0x2b, 0x23];

/**
 * Splits a normalized text into tokens, in the order of their positions. Returns the number of positions.
 *
 * All characters except letters, digits and marks separate words. In scripts without spaces, every pair of neighbouring
 * characters is a token. `c++`, `c#` and `.net` are tokens in addition to `c` and `net`. `don't` gives the tokens
 * `dont`, `don` and `t` at one position.
 */
export function scanWords(text: string, take: TakeToken): number {
  const { length } = text;
  let position = 0;
  let at = 0;
  while (at < length) {
    const kind = classAt(text, at);
    switch (kind) {
      case 'OTHER':
        at += unitsAt(text, at);
        break;
      case 'SYMBOL': {
        const to = at + unitsAt(text, at);
        take(text.slice(at, to), null, position, at, to, true);
        position += 1;
        at = to;
        break;
      }
      case 'UNSPACED': {
        const to = unspacedEnd(text, at);
        position = scanUnspaced(text, at, to, position, take);
        at = to;
        break;
      }
      case 'WORD': {
        const to = wordEnd(text, at);
        scanWord(text, at, to, position, take);
        position += 1;
        at = to;
        break;
      }
      default:
        kind satisfies never;
    }
  }
  return position;
}

/** Emits every pair of neighbouring characters, and the last character alone. */
function scanUnspaced(text: string, from: number, to: number, first: number, take: TakeToken): number {
  let position = first;
  let at = from;
  while (at < to) {
    const next = at + unitsAt(text, at);
    if (next >= to) take(text.slice(at, to), null, position, at, to, at === from);
    else {
      const end = next + unitsAt(text, next);
      take(text.slice(at, end), null, position, at, end, true, next);
    }
    position += 1;
    at = next;
  }
  return position;
}

/** Emits a word, the word with its neighbouring symbols, and its parts. */
function scanWord(text: string, from: number, to: number, position: number, take: TakeToken): void {
  const whole = text.slice(from, to);
  const hasApostrophe = whole.includes("'");
  const joined = hasApostrophe ? whole.replaceAll("'", '') : whole;
  const suffixTo = suffixEnd(text, to);
  const hasDot = from > 0 && text.charCodeAt(from - 1) === dot && !isDigit(text.charCodeAt(from));
  const isDotMain = hasDot && suffixTo === to && (from === 1 || !endsWord(text, from - 1));
  takeWord(take, joined, position, from, to, suffixTo === to && !isDotMain);
  if (suffixTo > to) takeWord(take, joined + text.slice(to, suffixTo), position, from, suffixTo, true);
  if (hasDot) takeWord(take, `.${joined}`, position, from - 1, to, isDotMain);
  if (hasApostrophe) {
    let start = from;
    for (const part of whole.split("'")) {
      if (part !== '') takeWord(take, part, position, start, start + part.length, false);
      start += part.length + 1;
    }
    return;
  }
  const boundary = digitBoundary(whole);
  if (boundary > 0) {
    takeWord(take, whole.slice(0, boundary), position, from, from + boundary, false);
    takeWord(take, whole.slice(boundary), position, from + boundary, to, false);
  }
}

function takeWord(take: TakeToken, word: string, position: number, from: number, to: number, isMain: boolean): void {
  const spelling = word.length > maxWordLength ? cut(word) : word;
  if (isAscii(spelling)) {
    take(spelling, null, position, from, to, isMain);
    return;
  }
  const lexeme = foldWord(spelling);
  // Drops a word that consists only of accents.
  if (lexeme !== '') take(lexeme, lexeme === spelling ? null : spelling, position, from, to, isMain);
}

/**
 * Returns the index between letters and digits if a word has exactly one such boundary: `dsc0042`, `10km`. Otherwise
 * returns 0.
 */
function digitBoundary(word: string): number {
  const beginsWithDigit = isDigit(word.charCodeAt(0));
  let boundary = 0;
  for (let at = 1; at < word.length; at += 1) {
    const isOther = isDigit(word.charCodeAt(at)) !== beginsWithDigit;
    if (isOther && boundary === 0) boundary = at;
    else if (!isOther && boundary > 0) return 0;
  }
  return boundary;
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    if (classAt(text, at) === 'WORD') at += unitsAt(text, at);
    else if (text.charCodeAt(at) === apostrophe && classAt(text, at + 1) === 'WORD') at += 1;
    else break;
  }
  return at;
}

function suffixEnd(text: string, from: number): number {
  let at = from;
  while (at - from < maxSuffixLength && (text.charCodeAt(at) === plus || text.charCodeAt(at) === hash)) at += 1;
  return at;
}

function unspacedEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && (classAt(text, at) === 'UNSPACED' || isMarkAt(text, at))) at += unitsAt(text, at);
  return at;
}

// Table by ASCII code. Letters and digits, which are parts of words, have 1.
const isAsciiWord = Uint8Array.from({ length: 128 }, (_, code) =>
  /[a-z0-9]/i.test(String.fromCharCode(code)) ? 1 : 0,
);

function classAt(text: string, at: number): CharacterClass {
  const code = text.charCodeAt(at);
  if (code < 128) return isAsciiWord[code] === 1 ? 'WORD' : 'OTHER';
  return at < text.length ? classOf(text.codePointAt(at)!) : 'OTHER';
}

function unitsAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code < 0xdc00 ? 2 : 1;
}

function isMarkAt(text: string, at: number): boolean {
  return text.charCodeAt(at) > 127 && /^\p{M}/u.test(text.slice(at, at + 2));
}

/** Returns whether a word ends directly before an index. */
function endsWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at - 1);
  return classAt(text, code >= 0xdc00 && code < 0xe000 ? at - 2 : at - 1) !== 'OTHER';
}

function isDigit(code: number): boolean {
  return code > 47 && code < 58;
}

function cut(word: string): string {
  return word.slice(0, maxWordLength).toWellFormed().replaceAll('\ufffd', '');
}
