import { type Cue, NoTranscript, type ParsedTranscript } from './cue.ts';
import { readCueText } from './cue-text.ts';
import { readTiming } from './timing.ts';

/**
 * Parses WebVTT (https://www.w3.org/TR/webvtt1/), as tolerantly as players do. Reads cues with voices, tags and
 * entities, and skips notes, styles and regions. A file must begin with `WEBVTT`. The empty line after it may be
 * missing.
 */
export function parseWebVtt(source: string): ParsedTranscript {
  const lines = linesOf(source);
  if (!/^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? '')) throw new NoTranscript('TRANSCRIPT_UNKNOWN');
  const found = findTimings(lines);
  return readCues(lines, found, {
    // In WebVTT, an empty line ends a cue.
    endOf: (from, to) => {
      let end = from;
      while (end < to && lines[end]!.trim() !== '') end += 1;
      return end;
    },
    strayCount: countStrayBlocks(lines),
  });
}

/**
 * Parses SubRip, as tolerantly as players do. A cue begins at its timing and ends at the next cue. Its text can contain
 * empty lines.
 */
export function parseSubRip(source: string): ParsedTranscript {
  const lines = linesOf(source);
  const found = findTimings(lines);
  if (found.length === 0) return { cues: [], brokenCount: lines.some((line) => line.trim() !== '') ? 1 : 0 };
  return readCues(lines, found, { endOf: (_from, to) => to, strayCount: 0 });
}

function linesOf(source: string): string[] {
  return source.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
}

/** Returns the indices of the lines that begin a cue. Other lines with an arrow are text. */
function findTimings(lines: readonly string[]): number[] {
  const looksLikeTiming = /^\s*[\d:.,x]+\s*-->\s*[\d:.,x]+/i;
  return lines.flatMap((line, index) => (looksLikeTiming.test(line) ? [index] : []));
}

interface CueRules {
  /** Returns the index of the line after a cue's text. The text is between the two given lines. */
  endOf: (from: number, to: number) => number;
  strayCount: number;
}

function readCues(lines: readonly string[], timings: readonly number[], rules: CueRules): ParsedTranscript {
  const cues: Cue[] = [];
  let brokenCount = rules.strayCount;
  timings.forEach((at, index) => {
    const next = timings[index + 1] ?? lines.length;
    const to = next < lines.length ? beforeIdentifier(lines, at + 1, next) : next;
    const timing = readTiming(lines[at]!);
    if (!timing) brokenCount += 1;
    else {
      const payload = lines.slice(at + 1, rules.endOf(at + 1, to)).join('\n');
      cues.push(...readCueText(payload).map((spoken) => ({ ...timing, ...spoken })));
    }
  });
  return { cues, brokenCount };
}

/**
 * Returns the index of the line after a cue's text. The number or name of the next cue, above its timing, is excluded.
 */
function beforeIdentifier(lines: readonly string[], from: number, next: number): number {
  const above = next - 1;
  if (above < from || lines[above]!.trim() === '') return next;
  const isNumber = /^\s*\d+\s*$/.test(lines[above]!);
  // A number is the next cue's number even without an empty line before it, because some programs omit that line.
  if (isNumber || above === from || lines[above - 1]!.trim() === '') {
    return isNumber || (above > from && lines[above - 1]!.trim() === '') ? above : next;
  }
  return next;
}

/** Counts the blocks between empty lines that are neither cues nor notes. */
function countStrayBlocks(lines: readonly string[]): number {
  const blocks = lines
    .join('\n')
    .split(/\n\s*\n/)
    .slice(1);
  return blocks.filter((block) => block.trim() !== '' && !/^\s*(NOTE|STYLE|REGION)(\s|$)|-->/.test(block)).length;
}
