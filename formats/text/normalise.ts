/** A text in the form in which words are compared, and where each of its characters comes from. */
export interface NormalisedText {
  /** Compatibility forms (NFKC), small letters, one kind of apostrophe, no invisible characters. */
  text: string;
  /** Start and end in the original for each UTF-16 unit; null where both have the same units. */
  spans: { starts: number[]; ends: number[] } | null;
}

const typographic: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‛': "'",
  ʼ: "'",
  ʻ: "'",
  '′': "'",
  '´': "'",
  '`': "'",
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '−': '-',
};

/** Characters that nobody sees: joiners, soft hyphens, directions, variation selectors. */
// oxlint-disable-next-line no-misleading-character-class -- combining characters one by one are what is meant
const invisible = /[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/gu;

// Plain runs, the parts of a Korean syllable, or a letter with its marks: what a normal form puts together.
const clusters =
  /[\0-\x7f]+(?![\p{M}\uff9e\uff9f])|[\u1100-\u115f\ua960-\ua97c][\u1160-\u11a7\ud7b0-\ud7c6]+[\u11a8-\u11ff\ud7cb-\ud7fb]*|[^][\p{M}\uff9e\uff9f]*/gu;

const isPlain = /^[\0-\x7f]*$/;
const typographicCharacters = new RegExp(`[${Object.keys(typographic).join('')}]`, 'g');

/** Returns the form of a text in which its words are compared. The same on every machine, whatever its locale. */
export function normalise(text: string): string {
  return isPlain.test(text) ? normalisePlain(text) : normaliseAny(text.toWellFormed());
}

/** Returns the same with the places of its characters in the original. */
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
