import type { ParsedTranscript } from './cue.ts';
import { parseAss } from './parse-ass.ts';
import { parseJsonTranscript } from './parse-json-transcript.ts';
import { isLrc, parseLrc } from './parse-lrc.ts';
import { isSbv, parseSbv } from './parse-sbv.ts';
import { parseSubRip, parseWebVtt } from './parse-timed-text.ts';
import { parseTtml } from './parse-ttml.ts';

/**
 * Parses a transcript in the format that its content shows: WebVTT, JSON, TTML, ASS, SBV, LRC or otherwise SubRip. The
 * filename does not matter.
 */
export function parseTranscript(source: string): ParsedTranscript {
  const start = source.replace(/^\ufeff/, '').trimStart();
  if (/^WEBVTT(?:\s|$)/.test(start)) return parseWebVtt(start);
  if (/^<(\?xml|(\w+:)?tt\b|!--|!DOCTYPE)/.test(start)) return parseTtml(start);
  if (/^\[(script info|events|v4\+? styles)\]/im.test(start.slice(0, 10_000))) return parseAss(start);
  if (isLrc(start)) return parseLrc(start);
  if (/^[[{]/.test(start)) return parseJsonTranscript(start);
  if (isSbv(start)) return parseSbv(start);
  return parseSubRip(start);
}
