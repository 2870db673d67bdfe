import { type Cue, NoTranscript, type ParsedTranscript } from './cue.ts';
import { plainText } from './cue-text.ts';
import { orderedTiming } from './timing.ts';

/**
 * Parses the JSON of speech recognisers: a list of `{ start, end, text, speaker? }`, or an object that contains such a
 * list. The list is called `segments` (Whisper), `transcription` (whisper.cpp) or `chunks` (Transformers).
 */
export function parseJsonTranscript(source: string): ParsedTranscript {
  const list = listOf(parse(source));
  const cues = list.map((value, index) => readCue(value, list[index + 1])).filter((cue) => cue !== null);
  return { cues, brokenCount: list.length - cues.length };
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new NoTranscript('TRANSCRIPT_NOT_JSON', { cause: error });
  }
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (isRecord(value)) {
    const list = ['segments', 'transcription', 'chunks'].map((name) => value[name]).find(Array.isArray);
    if (list) return list as unknown[];
  }
  throw new NoTranscript('TRANSCRIPT_UNKNOWN');
}

/** Seconds that a cue is shown if its end is unknown, such as the last cue of an interrupted recording. */
const unknownSeconds = 5;

function readCue(value: unknown, next: unknown): Cue | null {
  if (!isRecord(value)) return null;
  const { text, speaker } = value;
  const [start, end] = timesOf(value);
  const timing = orderedTiming(start, end ?? endBefore(start, next));
  if (!timing || typeof text !== 'string') return null;
  const plain = plainText(text);
  if (plain === '') return null;
  return { ...timing, speaker: typeof speaker === 'string' ? plainText(speaker) || null : null, text: plain };
}

/** Returns the end of a cue for which the file has none: the start of the next cue. */
function endBefore(start: number | null, next: unknown): number | null {
  if (start === null) return null;
  const [nextStart] = isRecord(next) ? timesOf(next) : [null];
  return nextStart !== null && nextStart > start ? nextStart : start + unknownSeconds;
}

/**
 * Returns the start and end in seconds, from `start` and `end`, from `timestamp: [start, end]`, or from milliseconds in
 * `offsets: { from, to }`.
 */
function timesOf({ start, end, timestamp, offsets }: Record<string, unknown>): [number | null, number | null] {
  if (Array.isArray(timestamp)) return [numberOf(timestamp[0]), numberOf(timestamp[1])];
  if (isRecord(offsets)) return [numberOf(offsets['from'], 1_000), numberOf(offsets['to'], 1_000)];
  return [numberOf(start), numberOf(end)];
}

function numberOf(value: unknown, unitsPerSecond = 1): number | null {
  return typeof value === 'number' ? value / unitsPerSecond : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
