import { type Cue, NoTranscript, type ParsedTranscript } from './cue.ts';
import { readCueText } from './cue-text.ts';

const timing =
  /^\s*(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{1,3})\s*-->\s*(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{1,3})(?:\s.*)?$/;

/**
 * WebVTT (https://www.w3.org/TR/webvtt1/): cues with voices, tags and entities; notes, styles and regions are passed
 * over. A file has to begin with `WEBVTT`.
 */
export function parseWebVtt(source: string): ParsedTranscript {
  const lines = linesOf(source);
  if (!/^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? '')) throw new NoTranscript('TRANSCRIPT_UNKNOWN');
  return parseBlocks(blocksOf(lines).slice(1));
}

/** SubRip: numbered cues with a comma before the milliseconds. */
export function parseSubRip(source: string): ParsedTranscript {
  return parseBlocks(blocksOf(linesOf(source)));
}

function linesOf(source: string): string[] {
  return source.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
}

/** The runs of lines between empty ones. A timing also begins a block where the empty line was forgotten. */
function blocksOf(lines: string[]): string[][] {
  const blocks: string[][] = [];
  let block: string[] = [];
  const flush = () => {
    if (block.length > 0) blocks.push(block);
    block = [];
  };
  for (const line of lines) {
    if (line.trim() === '') flush();
    else {
      if (line.includes('-->') && block.some((before) => before.includes('-->'))) flush();
      block.push(line);
    }
  }
  flush();
  return blocks;
}

function parseBlocks(blocks: string[][]): ParsedTranscript {
  const cues: Cue[] = [];
  let brokenCount = 0;
  for (const block of blocks) {
    if (/^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(block[0] ?? '')) continue;
    // Above the timing there may be a name or a number.
    const at = block.findIndex((line) => line.includes('-->'));
    const times = at < 0 ? null : readTiming(block[at]!);
    if (!times) {
      brokenCount += 1;
      continue;
    }
    cues.push(...readCueText(block.slice(at + 1).join('\n')).map((spoken) => ({ ...times, ...spoken })));
  }
  return { cues, brokenCount };
}

function readTiming(line: string): { startSeconds: number; endSeconds: number } | null {
  const match = timing.exec(line);
  if (!match) return null;
  const [startSeconds, endSeconds] = [secondsOf(match.slice(1, 5)), secondsOf(match.slice(5, 9))];
  if (startSeconds === null || endSeconds === null || endSeconds <= startSeconds) return null;
  return { startSeconds, endSeconds };
}

function secondsOf([hours = '0', minutes = '', seconds = '', fraction = '']: (string | undefined)[]): number | null {
  if (Number(minutes) > 59 || Number(seconds) > 59) return null;
  const milliseconds = Number(fraction.padEnd(3, '0'));
  return (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds) + milliseconds / 1000;
}
