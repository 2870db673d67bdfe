import { type Field, Lexemes, RepeatedLexemes, type Words } from './lexemes.ts';

/**
 * The version of the tokeniser. The task `indexWords` rewrites rows of version 0, from before there was a tokeniser.
 */
export const wordsVersion = 1;

/**
 * Fields with separate ranges of positions, so that no phrase matches across two fields. PostgreSQL keeps positions up
 * to 16,383.
 */
const fields = {
  title: { from: 1, size: 599, suffix: 'A', foldedSuffix: 'B' },
  key: { from: 602, size: 298, suffix: 'B', foldedSuffix: 'C' },
  tags: { from: 902, size: 998, suffix: 'B', foldedSuffix: 'C' },
  text: { from: 2_000, size: 7_000, suffix: 'C', foldedSuffix: 'C' },
  transcript: { from: 9_100, size: 7_200, suffix: '', foldedSuffix: '' },
} satisfies Record<string, Field>;

/** Longest part of a text that is searched. */
export const maxTextLength = 250_000;

/**
 * Maximum bytes of the words of a file, and of an item's names. `words_with_files` adds files up to 900,000 bytes to
 * the names. A `tsvector` holds 1,048,575 bytes.
 */
const maxByteSizeOfFile = 400_000;
const maxNamesByteSize = 120_000;

/** Names up to this length reach no limit of `Lexemes`. */
const maxLengthOfFewNames = 500;

interface Names {
  title: string | null;
  key: string;
  tags: readonly string[];
}

// One instance for all items: an object and a closure for each would take as long as the words.
const few = new RepeatedLexemes();

/** Returns the words of an item's names. Words of its title have the highest weight. */
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

/** Adds the names of an item to a document. */
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

/** Returns the words of the text of a file, from its beginning up to a limit. */
export function textWords(text: string): Words {
  const lexemes = new Lexemes(maxByteSizeOfFile);
  lexemes.add(text.slice(0, maxTextLength), fields.text);
  return lexemes.print();
}

/** Returns the words of a transcript, from its beginning up to a limit. */
export function transcriptWords(cues: readonly { text: string }[]): Words {
  const lexemes = new Lexemes(maxByteSizeOfFile);
  for (const { text } of cues) {
    lexemes.add(text, fields.transcript);
    if (lexemes.isFull) break;
  }
  return lexemes.print();
}

/** Returns the words of one cue, which is searched separately. */
export function cueWords(text: string): string {
  const lexemes = new Lexemes(maxByteSizeOfFile);
  lexemes.add(text, fields.transcript);
  return lexemes.print().words;
}
