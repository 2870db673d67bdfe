import { findMatches, type Match } from './find-matches.ts';
import type { TextQuery } from './query.ts';

/** Characters that are looked at together. */
const stretchLength = 4_000;
/** What two stretches have in common, so that a term that lies across their border is found. Longer than a query. */
const overlap = 1_000;

/**
 * Returns the first stretch of a long text that has any of the terms that a query looks for, or null. Reads no further than
 * that, so that a match at the beginning of a book costs no more than one in a note.
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

/** The next place between two words, so that no part of a word is taken for one. */
function betweenWords(text: string, at: number): number {
  const space = text.slice(at, at + overlap / 2).search(/\s/);
  return space < 0 ? at : at + space;
}
