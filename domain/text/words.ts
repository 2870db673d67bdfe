import { normalise } from '#formats/text/normalise.ts';
import { scanWords } from '#formats/text/scan-words.ts';

/** The version of the tokeniser. The task `indexWords` writes rows of version 0 anew: those from before there was one. */
export const wordsVersion = 1;

/** Weights of a lexeme in PostgreSQL, from the heaviest to the lightest. */
type Weight = 'A' | 'B' | 'C' | 'D';

/** Words of a text in the form of a `tsvector`, and about how many bytes they take in one. */
export interface Words {
  words: string;
  byteSize: number;
}

interface Field {
  text: string;
  weight: Weight;
  /** What a word weighs by its lexeme when it is spelled with accents. */
  foldedWeight: Weight;
  /** Positions that the words of the field may take. Longer texts begin again at the first. */
  positions: { from: number; to: number };
}

/** PostgreSQL keeps positions up to 16,383. Fields have ranges of their own, so that no phrase is found across two. */
const ranges = {
  title: { from: 1, to: 600 },
  key: { from: 602, to: 900 },
  tags: { from: 902, to: 1_900 },
  text: { from: 2_000, to: 9_000 },
  transcript: { from: 9_100, to: 16_300 },
} as const;

/** PostgreSQL keeps this many positions of a lexeme. */
const maxPositions = 255;

/**
 * Bytes of the words of a file and of an item's names. `words_with_files` adds files up to 900,000 bytes to the names, and a
 * `tsvector` holds 1,048,575.
 */
const maxByteSizeOfFile = 400_000;
const maxNamesByteSize = 120_000;

/** Longest part of a text that is searched. */
export const maxTextLength = 250_000;

/** Words of an item's names. What is in its title counts most. */
export function nameWords({ title, key, tags }: { title: string | null; key: string; tags: readonly string[] }): Words {
  const lexemes = new Lexemes(maxNamesByteSize);
  if (title !== null) lexemes.add({ text: title, weight: 'A', foldedWeight: 'B', positions: ranges.title });
  lexemes.add({ text: key, weight: 'B', foldedWeight: 'C', positions: ranges.key });
  for (const tag of tags) lexemes.add({ text: tag, weight: 'B', foldedWeight: 'C', positions: ranges.tags });
  return lexemes.print();
}

/** Words of the text of a file, by its beginning. */
export function textWords(text: string): Words {
  const lexemes = new Lexemes();
  lexemes.add({ text: text.slice(0, maxTextLength), weight: 'C', foldedWeight: 'C', positions: ranges.text });
  return lexemes.print();
}

/** Words of what is said in a transcript, from its beginning until there are too many. */
export function transcriptWords(cues: readonly { text: string }[]): Words {
  const lexemes = new Lexemes();
  for (const { text } of cues) {
    lexemes.add({ text, weight: 'D', foldedWeight: 'D', positions: ranges.transcript });
    if (lexemes.isFull) break;
  }
  return lexemes.print();
}

/** Words of one cue, which is searched by itself. */
export function cueWords(text: string): string {
  const lexemes = new Lexemes();
  lexemes.add({ text, weight: 'D', foldedWeight: 'D', positions: ranges.transcript });
  return lexemes.print().words;
}

/** Lexemes with their positions, from several texts. */
class Lexemes {
  /** Places as PostgreSQL writes them: `3A,17B`. */
  private readonly places = new Map<string, string>();
  private readonly counts = new Map<string, number>();
  private byteSize = 0;
  /** Words so far by the first position of their range, so that texts of one field follow each other. */
  private readonly ends = new Map<number, number>();
  isFull = false;
  private readonly maxByteSize: number;

  constructor(maxByteSize = maxByteSizeOfFile) {
    this.maxByteSize = maxByteSize;
  }

  add({ text, weight, foldedWeight, positions: { from, to } }: Field): void {
    const before = this.ends.get(from) ?? 0;
    const size = to - from;
    const [suffix, foldedSuffix] = [suffixes[weight], suffixes[foldedWeight]];
    const length = scanWords(normalise(text), (lexeme, exact, position) => {
      const place = String(from + ((before + position) % size));
      if (exact === null) this.note(lexeme, place + suffix);
      else {
        this.note(lexeme, place + foldedSuffix);
        this.note(`=${exact}`, place + suffix);
      }
    });
    // A gap, so that no phrase is found across two texts.
    this.ends.set(from, before + length + 2);
  }

  private note(lexeme: string, place: string): void {
    const places = this.places.get(lexeme);
    if (places === undefined) {
      if (this.byteSize + lexeme.length * 3 + 8 > this.maxByteSize) this.isFull = true;
      else {
        this.places.set(lexeme, place);
        this.byteSize += (isAscii(lexeme) ? lexeme.length : Buffer.byteLength(lexeme)) + 8;
      }
      return;
    }
    const count = (this.counts.get(lexeme) ?? 1) + 1;
    if (count > maxPositions) return;
    if (this.byteSize + 2 > this.maxByteSize) {
      this.isFull = true;
      return;
    }
    this.counts.set(lexeme, count);
    this.places.set(lexeme, `${places},${place}`);
    this.byteSize += 2;
  }

  print(): Words {
    let words = '';
    for (const [lexeme, places] of this.places) {
      words += `${words === '' ? '' : ' '}'${escapeLexeme(lexeme)}':${places}`;
    }
    return { words, byteSize: this.byteSize };
  }
}

// D is what PostgreSQL takes a position without a letter for.
const suffixes: Readonly<Record<Weight, string>> = { A: 'A', B: 'B', C: 'C', D: '' };

function escapeLexeme(lexeme: string): string {
  return /['\\]/.test(lexeme) ? lexeme.replaceAll(/['\\]/g, '$&$&') : lexeme;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}
