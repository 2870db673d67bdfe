import { findMatches, matchTokens } from '#formats/text/find-matches.ts';
import { parseQuery, type QueryCondition } from '#formats/text/query.ts';
import { type Token, tokenise } from '#formats/text/tokenise.ts';

/** One segment of a transcript with its times. */
export interface Cue {
  ordinal: number;
  startSeconds: number;
  endSeconds: number;
  speaker: string | null;
  text: string;
}

/**
 * Returns the index of the last cue that has begun and has not ended. -1 between cues. Cues must be sorted by start.
 */
export function findActiveCue(cues: readonly Cue[], seconds: number): number {
  const index = lastStarted(cues, seconds);
  const cue = cues[index];
  return cue && seconds < cue.endSeconds ? index : -1;
}

/**
 * Returns the index of the last cue that has begun, even if it has ended. A transcript that follows the player scrolls
 * there.
 */
export function lastStarted(cues: readonly Cue[], seconds: number): number {
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const cue = cues[middle];
    // Media clocks are coarse: a seek to the start of a cue may end slightly before it.
    if (cue && cue.startSeconds <= seconds + 0.01) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Returns the indexes of the cues that match a query, by the rules of the dataset search. Also searches speakers. */
export function searchCues(cues: readonly Cue[], query: string): number[] {
  const { alternatives } = parseQuery(query);
  return cues.flatMap((cue, index) => {
    const tokens = tokensOf(cue);
    const holds = (condition: QueryCondition) => matchTokens(tokens, [condition]).length > 0 !== condition.isExcluded;
    return alternatives.some((conditions) => conditions.every(holds)) ? [index] : [];
  });
}

/** Splits a text at the matches of a query. Plain and matching parts alternate, beginning with a plain one. */
export function splitByWords(text: string, query: string): string[] {
  const matches = findMatches(text, query);
  const parts: string[] = [];
  let last = 0;
  for (const { start, end } of matches) {
    parts.push(text.slice(last, start), text.slice(start, end));
    last = end;
  }
  return [...parts, text.slice(last)];
}

/** Tokens by cue. A transcript of 10,000 cues is tokenised once, not at each key press. */
const knownTokens = new WeakMap<Cue, Token[]>();

function tokensOf(cue: Cue): Token[] {
  const known = knownTokens.get(cue);
  if (known) return known;
  const tokens = tokenise(`${cue.speaker ?? ''} ${cue.text}`);
  knownTokens.set(cue, tokens);
  return tokens;
}
