import type { Cue, ParsedTranscript } from './cue.ts';
import { plainText } from './cue-text.ts';
import { orderedTiming, secondsOf } from './timing.ts';

/** Columns of an event if the file has no `Format:` line. */
const usualFormat = 'Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text';

/** Parses Advanced SubStation Alpha and its predecessor SSA: the `Dialogue:` lines of the section `[Events]`. */
export function parseAss(source: string): ParsedTranscript {
  const cues: Cue[] = [];
  let brokenCount = 0;
  let section = '';
  let format = columnsOf(usualFormat);
  for (const line of source.split(/\r\n|\n|\r/)) {
    section = /^\s*\[(.+)\]\s*$/.exec(line)?.[1]?.toLowerCase() ?? section;
    if (section !== 'events') continue;
    const [, kind = '', rest = ''] = /^\s*(Format|Dialogue)\s*:\s*(.*)$/i.exec(line) ?? [];
    if (kind.toLowerCase() === 'format') format = columnsOf(rest);
    if (kind.toLowerCase() !== 'dialogue') continue;
    const cue = readDialogue(rest, format);
    if (cue === null) brokenCount += 1;
    else if (cue.text !== '') cues.push(cue);
  }
  return { cues, brokenCount };
}

function columnsOf(line: string): string[] {
  return line.split(',').map((name) => name.trim().toLowerCase());
}

/** Parses one event. The last column is the text, which may contain commas. */
function readDialogue(line: string, format: readonly string[]): Cue | null {
  const parts = line.split(',');
  const values = [...parts.slice(0, format.length - 1), parts.slice(format.length - 1).join(',')];
  const valueOf = (column: string) => values[format.indexOf(column)]?.trim() ?? '';
  const timing = orderedTiming(timeOf(valueOf('start')), timeOf(valueOf('end')));
  if (!timing) return null;
  const text = valueOf('text');
  // `{\p1}` begins a drawing, so such a text contains no words.
  const words = /\{[^{}]*\\p[1-9]/.test(text) ? '' : text.replaceAll(/\{[^{}]*\}/g, '').replaceAll(/\\[Nnh]/g, ' ');
  return { ...timing, speaker: plainText(valueOf('name') || valueOf('actor')) || null, text: plainText(words) };
}

function timeOf(text: string): number | null {
  const match = /^(\d+):(\d{1,2}):(\d{1,2})[.:](\d{1,3})$/.exec(text);
  return match ? secondsOf(match.slice(1)) : null;
}
