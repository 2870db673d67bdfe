import { findMatches, type Match } from './find-matches.ts';
import type { TextQuery } from './query.ts';

/** Number of characters that are searched at once. */
const stretchLength = 4_000;
/**
 * Number of characters that two neighbouring parts share, so that a term across their border is found. Longer than a
 * query.
 */
const overlap = 1_000;

/**
 * Returns the first match in a long text of any term of a query, or null. Stops reading there, so an early match in a
 * book is as fast as one in a short note.
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

/** Returns the next index between two words, so that part of a word is not read as a word. */
function betweenWords(text: string, at: number): number {
  const space = text.slice(at, at + overlap / 2).search(/\s/);
  return space < 0 ? at : at + space;
}
