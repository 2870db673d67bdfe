import { findLiterals } from '../find-literals.ts';
import { type Phrase, phraseFaults } from './phrases.ts';

/** Phrases that no message of the API, the server or a command may have. */
const messagePhrases: readonly Phrase[] = [
  { pattern: /\bthere is no such\b/i, instead: 'the thing by its name, as in “This dataset does not exist”' },
  { pattern: /\bthis is no\b/i, instead: '“is not a …”' },
  { pattern: /\be-mail/i, instead: '“email”' },
];

/** Returns the faults of the messages in a source file, each with its line and what to write instead. */
export function messageFaults(file: string): string[] {
  return findLiterals(file).flatMap(({ line, text }) =>
    phraseFaults(text, messagePhrases).map((fault) => `${file}:${line}: ${fault}: ${text.slice(0, 100)}`),
  );
}
