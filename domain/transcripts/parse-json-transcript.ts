import { type Cue, NoTranscript, type ParsedTranscript } from './cue.ts';
import { plainText } from './cue-text.ts';

/**
 * Transcripts as speech recognisers write them: a list of `{ start, end, text, speaker? }`, or an object that holds
 * such a list as `segments`. Times are seconds; text is plain.
 */
export function parseJsonTranscript(source: string): ParsedTranscript {
  const list = listOf(parse(source));
  const cues = list.map(readCue).filter((cue) => cue !== null);
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
  if (isRecord(value) && Array.isArray(value['segments'])) return value['segments'];
  throw new NoTranscript('TRANSCRIPT_UNKNOWN');
}

function readCue(value: unknown): Cue | null {
  if (!isRecord(value)) return null;
  const { start, end, text, speaker } = value;
  if (typeof start !== 'number' || typeof end !== 'number' || typeof text !== 'string') return null;
  if (!(start >= 0 && end > start && Number.isFinite(end))) return null;
  const plain = plainText(text);
  if (plain === '') return null;
  return {
    startSeconds: start,
    endSeconds: end,
    speaker: typeof speaker === 'string' ? plainText(speaker) || null : null,
    text: plain,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
