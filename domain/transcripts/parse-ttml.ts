import { type Cue, NoTranscript, type ParsedTranscript } from './cue.ts';
import { plainText } from './cue-text.ts';
import { orderedTiming } from './timing.ts';

interface Rates {
  framesPerSecond: number;
  ticksPerSecond: number;
}

/**
 * Parses TTML (https://www.w3.org/TR/ttml2/) and DFXP: paragraphs with `begin` and `end` or `dur`. Reads only tags, so
 * entities are not expanded and no other file is loaded.
 */
export function parseTtml(source: string): ParsedTranscript {
  const root = /<(?:\w+:)?tt\b([^<>]*)>/.exec(source);
  if (!root) throw new NoTranscript('TRANSCRIPT_NOT_XML');
  const rates = ratesOf(root[1]!);
  const names = speakersOf(source);
  const cues: Cue[] = [];
  let brokenCount = 0;
  for (const { attributes, content } of elementsOf(source, 'p')) {
    const timing = timingOf(attributes, rates);
    const words = content.replaceAll(/<(?:\w+:)?br\s*\/?>/g, ' ').replaceAll(/<!--[^]*?(?:-->|$)|<[^<>]*>/g, '');
    const text = plainText(words);
    if (!timing) brokenCount += 1;
    else if (text !== '') {
      const agent = attributeOf(attributes, 'agent');
      cues.push({ ...timing, speaker: agent === null ? null : (names.get(agent) ?? null), text });
    }
  }
  return { cues, brokenCount };
}

function timingOf(attributes: string, rates: Rates) {
  const [begin, end, duration] = ['begin', 'end', 'dur'].map((name) => timeOf(attributeOf(attributes, name), rates));
  const stop = end ?? (typeof begin === 'number' && typeof duration === 'number' ? begin + duration : null);
  return orderedTiming(begin ?? null, stop);
}

/**
 * Parses a clock time such as `00:01:02.5` or `00:01:02:12` (frames), or an offset such as `62.5s`, `1500ms`, `90f`,
 * `10t`. Returns seconds.
 */
function timeOf(text: string | null, { framesPerSecond, ticksPerSecond }: Rates): number | null {
  const clock = /^(\d{2,}):(\d\d):(\d\d(?:\.\d+)?)(?::(\d+))?$/.exec(text ?? '');
  if (clock) {
    const [, hours, minutes, seconds, frames = '0'] = clock;
    return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds) + Number(frames) / framesPerSecond;
  }
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(h|ms|m|s|f|t)$/.exec(text ?? '') ?? [];
  if (amount === undefined) return null;
  const seconds: Record<string, number> = {
    h: 3_600,
    m: 60,
    s: 1,
    ms: 0.001,
    f: 1 / framesPerSecond,
    t: 1 / ticksPerSecond,
  };
  return Number(amount) * seconds[unit]!;
}

function ratesOf(attributes: string): Rates {
  const [numerator = 1, denominator = 1] = (attributeOf(attributes, 'frameRateMultiplier') ?? '1 1')
    .split(/[ :]/)
    .map(Number);
  const frameRate = Number(attributeOf(attributes, 'frameRate') ?? 30) * (numerator / denominator);
  return { framesPerSecond: frameRate || 30, ticksPerSecond: Number(attributeOf(attributes, 'tickRate')) || 1 };
}

/** Returns the names of the speakers (`agent` elements) by their ids. */
function speakersOf(source: string): Map<string, string> {
  return new Map(
    elementsOf(source, 'agent').flatMap(({ attributes, content }): [string, string][] => {
      const id = attributeOf(attributes, 'id');
      const name = plainText(content.replaceAll(/<[^<>]*>/g, ' '));
      return id === null || name === '' ? [] : [[id, name]];
    }),
  );
}

interface Element {
  attributes: string;
  content: string;
}

/** Returns the elements with a name, in order. Searches only for tags, so that a missing end tag costs no time. */
function elementsOf(source: string, name: 'p' | 'agent'): Element[] {
  const elements: Element[] = [];
  let open: { attributes: string; from: number } | null = null;
  for (const tag of source.matchAll(new RegExp(`<(/?)(?:\\w+:)?${name}\\b([^<>]*)>`, 'g'))) {
    const [whole, slash = '', attributes = ''] = tag;
    if (slash === '' && open === null && !attributes.endsWith('/'))
      open = { attributes, from: tag.index + whole.length };
    if (slash === '/' && open !== null) {
      elements.push({ attributes: open.attributes, content: source.slice(open.from, tag.index) });
      open = null;
    }
  }
  return elements;
}

function attributeOf(attributes: string, name: string): string | null {
  return new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1]?.trim() ?? null;
}
