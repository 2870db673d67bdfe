import type { ParsedTranscript } from './cue.ts';
import { parseJsonTranscript } from './parse-json-transcript.ts';
import { parseSubRip, parseWebVtt } from './parse-timed-text.ts';

/** Reads a transcript by what it is rather than by what it was called: WebVTT, JSON or else SubRip. */
export function parseTranscript(source: string): ParsedTranscript {
  const start = source.replace(/^\ufeff/, '').trimStart();
  if (/^WEBVTT(?:\s|$)/.test(start)) return parseWebVtt(start);
  if (/^[[{]/.test(start)) return parseJsonTranscript(start);
  return parseSubRip(start);
}
