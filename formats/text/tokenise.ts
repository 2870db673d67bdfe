import { normaliseWithSpans } from './normalise.ts';
import { scanWords } from './scan-words.ts';

/** One of the forms by which a word of a text can be found. */
export interface Token {
  /** Word in small letters without accents. */
  lexeme: string;
  /** Word with its accents. Null if it equals the lexeme. */
  exact: string | null;
  /** Index of the word in the text, from 0. Several tokens can have the same position. */
  position: number;
  /** Offset in the original text, in UTF-16 units. */
  start: number;
  end: number;
  /**
   * Whether queries look for this token at its position. Other tokens are parts of a word, or more general forms of it.
   */
  isMain: boolean;
  /** End of the first character of a pair. Null for tokens that are not pairs. */
  firstEnd: number | null;
}

/** Splits a text into tokens with their offsets, in the order of their positions. */
export function tokenise(text: string): Token[] {
  const { text: normal, spans } = normaliseWithSpans(text);
  const startOf = (unit: number) => (spans ? spans.starts[unit]! : unit);
  const endBefore = (unit: number) => (spans ? spans.ends[unit - 1]! : unit);
  const tokens: Token[] = [];
  scanWords(normal, (lexeme, exact, position, from, to, isMain, firstTo) => {
    const firstEnd = firstTo === undefined ? null : endBefore(firstTo);
    tokens.push({ lexeme, exact, position, start: startOf(from), end: endBefore(to), isMain, firstEnd });
  });
  return tokens;
}
