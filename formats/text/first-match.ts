import { findMatches, type Match } from './find-matches.ts';
import type { TextQuery } from './query.ts';

/** Number of characters that are searched at a time. */
const stretchLength = 4_000;
/**
 * Number of characters by which neighbouring parts overlap, so that a term across their boundary is found. It is more
 * than the length of a query.
 */
const overlap = 1_000;

/**
 * Returns the first match of any term of a query in a long text, or null. Does not read further after a match, so an
 * early match is found fast even in a long text.
 */
export function firstMatch(text: string, query: TextQuery): Match | null {
  for (let from = 0; ; ) {
    const to = from + stretchLength + overlap;
    const [match] = findMatches(text.slice(from, to), query);
    if (match) return { start: from + match.start, end: from + match.end };
    if (to >= text.length) return null;
    from = betweenWords(text, from + stretchLength);
  }
}

/** Returns the next index between two words, so that a part of a word is not treated as a word. */
function betweenWords(text: string, at: number): number {
  const space = text.slice(at, at + overlap / 2).search(/\s/);
  return space < 0 ? at : at + space;
}
