import { type Field, Lexemes, RepeatedLexemes, type Words } from './lexemes.ts';

/**
 * Version of the tokeniser. Rows of version 0 have words of PostgreSQL's own parser, and the task `indexWords` updates
 * them.
 */
export const wordsVersion = 1;

/**
 * Positions of the words of each field. The ranges do not touch, so that no phrase matches across two fields.
 * PostgreSQL stores positions up to 16,383.
 */
const fields = {
  title: { from: 1, size: 599, suffix: 'A', foldedSuffix: 'B' },
  key: { from: 602, size: 298, suffix: 'B', foldedSuffix: 'C' },
  tags: { from: 902, size: 998, suffix: 'B', foldedSuffix: 'C' },
  text: { from: 2_000, size: 7_000, suffix: 'C', foldedSuffix: 'C' },
  transcript: { from: 9_100, size: 7_200, suffix: '', foldedSuffix: '' },
} satisfies Record<string, Field>;

/** Number of characters of a text that are indexed. The rest is not searchable. */
export const maxTextLength = 250_000;

/**
 * Maximum sizes in bytes of the words of a file, and of the words of an item's names. `words_with_files` adds words of
 * files to the names, up to 900,000 bytes. A `tsvector` has at most 1,048,575 bytes.
 */
const maxByteSizeOfFile = 400_000;
const maxNamesByteSize = 120_000;

/**
 * Maximum total length of names for which `RepeatedLexemes` is used. Such names never exceed the limits of `Lexemes`.
 */
const maxLengthOfFewNames = 500;

interface Names {
  title: string | null;
  key: string;
  tags: readonly string[];
}

// One instance for all items: creating one for each item would double the time.
const few = new RepeatedLexemes();

/** Returns the words of an item's title, key and tags. Words of the title have the highest weight. */
export function nameWords(names: Names): string {
  if (lengthOf(names) <= maxLengthOfFewNames) {
    few.clear();
    addNames(few, names);
    return few.words;
  }
  const lexemes = new Lexemes(maxNamesByteSize);
  addNames(lexemes, names);
  return lexemes.print().words;
}

/** Adds the title, key and tags of an item to a document. */
export function addNames(document: Lexemes | RepeatedLexemes, { title, key, tags }: Names): void {
  if (title !== null) document.add(title, fields.title);
  document.add(key, fields.key);
  for (const tag of tags) document.add(tag, fields.tags);
}

function lengthOf({ title, key, tags }: Names): number {
  let length = (title?.length ?? 0) + key.length;
  for (const tag of tags) length += tag.length;
  return length;
}

/** Returns the words of a file's text, up to the maximum length. */
export function textWords(text: string): Words {
  const lexemes = new Lexemes(maxByteSizeOfFile);
  lexemes.add(text.slice(0, maxTextLength), fields.text);
  return lexemes.print();
}

/** Returns the words of a transcript, up to the maximum size. */
export function transcriptWords(cues: readonly { text: string }[]): Words {
  const lexemes = new Lexemes(maxByteSizeOfFile);
  for (const { text } of cues) {
    lexemes.add(text, fields.transcript);
    if (lexemes.isFull) break;
  }
  return lexemes.print();
}

/** Returns the words of one cue. Cues are also searched one by one. */
export function cueWords(text: string): string {
  const lexemes = new Lexemes(maxByteSizeOfFile);
  lexemes.add(text, fields.transcript);
  return lexemes.print().words;
}
