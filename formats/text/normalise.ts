import { typographicMarks } from './typographic.ts';

/** Text in the form in which words are compared, with the original position of each of its characters. */
export interface NormalisedText {
  /** Normalized text: in NFKC and small letters, with one kind of apostrophe, without invisible characters. */
  text: string;
  /** Start and end of each UTF-16 unit in the original text. Null if all offsets are the same in both texts. */
  spans: { starts: number[]; ends: number[] } | null;
}

const typographic: Readonly<Record<string, string>> = {
  ...typographicMarks,
  ʻ: "'",
  '′': "'",
  '´': "'",
  '`': "'",
};

/** Invisible characters, such as joiners, soft hyphens, direction marks, variation selectors and fillers. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;

// Characters that normalization may combine with the character before, and invisible characters between them.
const marks = String.raw`[\p{M}\p{Default_Ignorable_Code_Point}\uff9e\uff9f]*`;
/** First, middle and last parts of Korean syllables, in standard, compatibility and half-width forms. */
const firsts = String.raw`[\u1100-\u115f\ua960-\ua97c\u3131-\u314e\uffa1-\uffbe]`;
const middles = String.raw`[\u1160-\u11a7\ud7b0-\ud7c6\u314f-\u3163\uffc2-\uffdc]`;
const lasts = String.raw`[\u11a8-\u11ff\ud7cb-\ud7fb\u3133\u3135\u3136\u313a-\u3140\u3144\uffa3\uffa5\uffa6\uffaa-\uffb0\uffb4]`;
/**
 * Pattern of a text that must be normalized together: ASCII characters, the parts of a Korean syllable, or a letter
 * with its marks.
 */
const clusters = new RegExp(
  [
    String.raw`[\0-\x7f]+(?![\p{M}\p{Default_Ignorable_Code_Point}\uff9e\uff9f])`,
    `(?:${firsts}${marks}${middles}|[\\uac00-\\ud7a3])${marks}(?:${lasts}${marks})*`,
    `[^]${marks}`,
  ].join('|'),
  'gu',
);

const isPlain = /^[\0-\x7f]*$/;
const typographicCharacters = new RegExp(`[${Object.keys(typographic).join('')}]`, 'g');

/**
 * Returns a text in the form in which its words are compared. The result is the same on every machine and in every
 * locale.
 */
export function normalise(text: string): string {
  return isPlain.test(text) ? normalisePlain(text) : normaliseAny(text.toWellFormed());
}

/** Returns a normalized text with the original positions of its characters. */
export function normaliseWithSpans(text: string): NormalisedText {
  if (isPlain.test(text)) return { text: normalisePlain(text), spans: null };
  const starts: number[] = [];
  const ends: number[] = [];
  let normal = '';
  for (const { 0: cluster, index } of text.toWellFormed().matchAll(clusters)) {
    if (cluster.charCodeAt(cluster.length - 1) < 0x80) {
      normal += normalisePlain(cluster);
      for (let unit = index; unit < index + cluster.length; unit += 1) {
        starts.push(unit);
        ends.push(unit + 1);
      }
      continue;
    }
    const form = normaliseAny(cluster);
    for (let unit = 0; unit < form.length; unit += 1) {
      starts.push(index);
      ends.push(index + cluster.length);
    }
    normal += form;
  }
  return { text: normal, spans: { starts, ends } };
}

function normalisePlain(text: string): string {
  return (text.includes('`') ? text.replaceAll('`', "'") : text).toLowerCase();
}

function normaliseAny(text: string): string {
  return text
    .replaceAll(typographicCharacters, (character) => typographic[character]!)
    .replaceAll(invisible, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFKC');
}
