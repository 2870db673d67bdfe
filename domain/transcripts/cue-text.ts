/** Maximum length of the text of a cue, because the search index has a limit. */
const longestText = 10_000;

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lrm: '\u200e',
  rlm: '\u200f',
};

export interface SpokenText {
  speaker: string | null;
  text: string;
}

/**
 * Returns the text and the speaker of a cue, as plain text. Voice tags (`<v Name>`) give the speaker. Removes other
 * tags, decodes entities, and joins lines. Keeps a `<` that does not begin a tag.
 */
export function readCueText(payload: string): SpokenText[] {
  const spoken: SpokenText[] = [];
  let speaker: string | null = null;
  let text = '';
  const flush = () => {
    const plain = plainText(text);
    if (plain !== '') spoken.push({ speaker, text: plain });
    text = '';
  };
  let end = 0;
  // Removes position marks such as `{\\an8}`, which SubRip files contain although they belong to another format.
  payload = payload.replace(/\{\\[^{}]*\}/g, '');
  for (const tag of payload.matchAll(/<(?:(?<name>\/?[a-z]+)(?![a-z])(?<rest>[^<>]*)|[\d:.]+|)>/gi)) {
    text += payload.slice(end, tag.index);
    end = tag.index + tag[0].length;
    const { name, rest = '' } = tag.groups ?? {};
    if (name === 'v' || name === '/v') {
      flush();
      // Removes the classes before the name, as in `<v.loud Esme>`.
      speaker = name === 'v' ? plainText(rest.replace(/^\S*/, '')) || null : null;
    }
  }
  text += payload.slice(end);
  flush();
  return spoken;
}

/** Returns a text with decoded entities and joined lines, cut to the maximum length. */
export function plainText(text: string): string {
  return decodeEntities(text).replace(/\0/g, '').replace(/\s+/g, ' ').trim().slice(0, longestText).toWellFormed();
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x(?<hex>[0-9a-f]{1,6})|#(?<decimal>\d{1,7})|(?<name>[a-z]+));/gi, (whole, ...rest) => {
    const { hex, decimal, name } = rest.at(-1) as Record<string, string | undefined>;
    if (name !== undefined) return entities[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
