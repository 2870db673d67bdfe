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

/** The cues that hold every word of the query, whatever their case and accents. */
export function searchCues(cues: readonly Cue[], query: string): number[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return cues.flatMap((cue, index) => {
    const text = fold(`${cue.speaker ?? ''} ${cue.text}`);
    return words.every((word) => text.includes(word)) ? [index] : [];
  });
}

/** Parts a text where a word of the query is found: plain and found parts in turns, a plain one first. */
export function splitByWords(text: string, query: string): string[] {
  const words = query.trim().split(/\s+/).filter(Boolean).map(escapeForPattern);
  if (words.length === 0) return [text];
  return text.split(new RegExp(`(${words.join('|')})`, 'giu'));
}

function escapeForPattern(word: string): string {
  return word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();
}
