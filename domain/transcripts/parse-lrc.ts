import type { Cue, ParsedTranscript } from './cue.ts';
import { plainText } from './cue-text.ts';

const timeTag = /\[(\d+):(\d{1,2})(?:[.:](\d{1,3}))?\]/g;
/** Maximum number of start times of one line. The line of a refrain has several. */
const maxTags = 20;
/** Seconds that the last line is shown. */
const lastSeconds = 5;

/** Returns whether a text is in LRC format: its first line begins with a tag such as `[00:12.00]` or `[ar:Name]`. */
export function isLrc(source: string): boolean {
  return /^\s*\[(\d+:\d{1,2}([.:]\d{1,3})?|(ar|ti|al|au|by|la|length|offset|re|ve|#):?[^\]]*)\]/i.test(source);
}

/** Parses LRC. Each line is shown until the next line starts. A line can have several start times. */
export function parseLrc(source: string): ParsedTranscript {
  const offsetSeconds = Number(/\[offset:\s*([+-]?\d+)\s*\]/i.exec(source)?.[1] ?? 0) / 1_000;
  const lines: { startSeconds: number; text: string }[] = [];
  let brokenCount = 0;
  for (const line of source.split(/\r\n|\n|\r/)) {
    const tags = [...line.matchAll(timeTag)];
    // Enhanced LRC files also have a time before each word.
    const text = plainText(line.replaceAll(timeTag, '').replaceAll(/<\d+:\d{1,2}(?:[.:]\d{1,3})?>/g, ''));
    if (tags.length === 0 && text !== '' && !/^\s*\[[^\]]*\]\s*$/.test(line)) brokenCount += 1;
    if (tags.length > maxTags) brokenCount += tags.length - maxTags;
    for (const [, minutes, seconds, fraction = ''] of tags.slice(0, maxTags)) {
      const at = Number(minutes) * 60 + Number(seconds) + Number(`0.${fraction || 0}`) - offsetSeconds;
      if (Number.isFinite(at)) lines.push({ startSeconds: Math.max(0, at), text });
      else brokenCount += 1;
    }
  }
  const ordered = lines.toSorted((a, b) => a.startSeconds - b.startSeconds);
  const cues: Cue[] = ordered.flatMap(({ startSeconds, text }, index) => {
    const next = ordered.slice(index + 1, index + 50).find((line) => line.startSeconds > startSeconds);
    const endSeconds = next?.startSeconds ?? startSeconds + lastSeconds;
    return text === '' ? [] : [{ startSeconds, endSeconds, speaker: null, text }];
  });
  return { cues, brokenCount };
}
