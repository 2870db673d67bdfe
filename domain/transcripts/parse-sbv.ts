import type { Cue, ParsedTranscript } from './cue.ts';
import { readCueText } from './cue-text.ts';
import { orderedTiming, secondsOf } from './timing.ts';

const time = String.raw`(\d+):(\d{1,2}):(\d{1,2})[.,](\d{1,3})`;
const timing = new RegExp(String.raw`^\s*${time}\s*,\s*${time}\s*$`);

/** Returns whether a text begins with a timing of the SBV format of YouTube: `0:00:01.000,0:00:02.000`. */
export function isSbv(source: string): boolean {
  return timing.test(source.trimStart().split(/\r\n|\n|\r/, 1)[0] ?? '');
}

/** Parses SBV, the caption format of YouTube. */
export function parseSbv(source: string): ParsedTranscript {
  const cues: Cue[] = [];
  let brokenCount = 0;
  for (const block of source.split(/(?:\r\n|\n|\r)(?=[ \t]*\d+:\d{1,2}:\d{1,2}[.,]\d{1,3}\s*,)/)) {
    const [first = '', ...lines] = block.trim().split(/\r\n|\n|\r/);
    const match = timing.exec(first);
    const read = match && orderedTiming(secondsOf(match.slice(1, 5)), secondsOf(match.slice(5, 9)));
    if (read) cues.push(...readCueText(lines.join('\n')).map((spoken) => ({ ...read, ...spoken })));
    else if (first !== '') brokenCount += 1;
  }
  return { cues, brokenCount };
}
