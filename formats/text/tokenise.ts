import { normaliseWithSpans } from './normalise.ts';
import { scanWords } from './scan-words.ts';

/** One way in which a place of a text can be found. */
export interface Token {
  /** Small letters without accents: what is compared. */
  lexeme: string;
  /** The spelling with its accents; null if it is the lexeme. */
  exact: string | null;
  /** Place among the words of the text, from 0. Several tokens may stand at one place. */
  position: number;
  /** UTF-16 units of the original text. */
  start: number;
  end: number;
  /** Whether a query looks for this token at its place. The others are parts of it, or are found by more general queries. */
  isMain: boolean;
  /** For a pair of characters: where the first one ends. */
  firstEnd: number | null;
}

/** Takes a text apart into tokens with their places in it, in the order of their positions. */
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
