import { findLiterals } from '../find-literals.ts';
import { type Phrase, phraseFaults } from './phrases.ts';

/** Phrases that messages of the API, the server and the commands must not contain. */
const messagePhrases: readonly Phrase[] = [
  { pattern: /\bthere is no such\b/i, instead: 'the thing by its name, as in “This dataset does not exist”' },
  { pattern: /\bthis is no\b/i, instead: '“is not a …”' },
  { pattern: /\be-mail/i, instead: '“email”' },
];

/** Returns the problems in the messages of a source file, each with its line and a suggestion. */
export function messageFaults(file: string): string[] {
  return findLiterals(file).flatMap(({ line, text }) =>
    phraseFaults(text, messagePhrases).map((fault) => `${file}:${line}: ${fault}: ${text.slice(0, 100)}`),
  );
}
