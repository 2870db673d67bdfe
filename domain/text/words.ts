import { type Field, Lexemes, RepeatedLexemes, type Words } from './lexemes.ts';

/** The version of the tokeniser. The task `indexWords` writes rows of version 0 anew: those from before there was one. */
export const wordsVersion = 1;

/** PostgreSQL keeps positions up to 16,383. Fields have ranges of their own, so that no phrase is found across two. */
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
 * Bytes of the words of a file and of an item's names. `words_with_files` adds files up to 900,000 bytes to the names, and a
 * `tsvector` holds 1,048,575.
 */
const maxByteSizeOfFile = 400_000;
const maxNamesByteSize = 120_000;

/** Names of so few characters reach no limit of `Lexemes`. */
const maxLengthOfFewNames = 500;

interface Names {
  title: string | null;
  key: string;
  tags: readonly string[];
}

// One for all items: an object and a closure for each would take as long as the words.
const few = new RepeatedLexemes();

/** Returns the words of an item's names. What is in its title counts most. */
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

/** Words of the text of a file, by its beginning. */
export function textWords(text: string): Words {
  const lexemes = new Lexemes(maxByteSizeOfFile);
  lexemes.add(text.slice(0, maxTextLength), fields.text);
  return lexemes.print();
}

/** Words of what is said in a transcript, from its beginning until there are too many. */
export function transcriptWords(cues: readonly { text: string }[]): Words {
  const lexemes = new Lexemes(maxByteSizeOfFile);
  for (const { text } of cues) {
    lexemes.add(text, fields.transcript);
    if (lexemes.isFull) break;
  }
  return lexemes.print();
}

/** Words of one cue, which is searched by itself. */
export function cueWords(text: string): string {
  const lexemes = new Lexemes(maxByteSizeOfFile);
  lexemes.add(text, fields.transcript);
  return lexemes.print().words;
}
