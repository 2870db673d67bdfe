import { findMatches, matchTokens } from '#formats/text/find-matches.ts';
import { parseQuery, type QueryCondition } from '#formats/text/query.ts';
import { type Token, tokenise } from '#formats/text/tokenise.ts';

/** One thing said, with its times. */
export interface Cue {
  ordinal: number;
  startSeconds: number;
  endSeconds: number;
  speaker: string | null;
  text: string;
}

/** The last cue that has begun and has not ended; -1 between cues. Cues are in the order of their starts. */
export function findActiveCue(cues: readonly Cue[], seconds: number): number {
  const index = lastStarted(cues, seconds);
  const cue = cues[index];
  return cue && seconds < cue.endSeconds ? index : -1;
}

/** The last cue that has begun, ended or not: where a transcript that follows should stand. */
export function lastStarted(cues: readonly Cue[], seconds: number): number {
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const cue = cues[middle];
    // Media clocks are coarse: a seek to the start of a cue may land a hair before it.
    if (cue && cue.startSeconds <= seconds + 0.01) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Returns the indexes of the cues that a query finds, by the same rules as the search of the dataset. Speakers are searched too. */
export function searchCues(cues: readonly Cue[], query: string): number[] {
  const { alternatives } = parseQuery(query);
  return cues.flatMap((cue, index) => {
    const tokens = tokensOf(cue);
    const holds = (condition: QueryCondition) => matchTokens(tokens, [condition]).length > 0 !== condition.isExcluded;
    return alternatives.some((conditions) => conditions.every(holds)) ? [index] : [];
  });
}

/** Splits a text at the matches of a query: plain and matching parts in turns, a plain one first. */
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

/** The tokens of cues. A transcript of 10,000 cues is tokenised once, not at each key press. */
const knownTokens = new WeakMap<Cue, Token[]>();

function tokensOf(cue: Cue): Token[] {
  const known = knownTokens.get(cue);
  if (known) return known;
  const tokens = tokenise(`${cue.speaker ?? ''} ${cue.text}`);
  knownTokens.set(cue, tokens);
  return tokens;
}
