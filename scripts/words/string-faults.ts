import { findLiterals } from '../find-literals.ts';
import { bannedPhrases, hasLongSentence, type Phrase, phraseFaults, semicolon } from './phrases.ts';

const longestSentence = 25;

/** Additional phrase rules for UI strings. */
const stringPhrases: readonly Phrase[] = [
  { pattern: /\be-mail/i, instead: '“email”' },
  { pattern: /'|"[^"]*$/, instead: '’ as the apostrophe and “ ” as quotation marks' },
  { pattern: /\.\.\./, instead: '“…”' },
  {
    pattern: /\b(?:could|can|did|does|do) not\b|\bcannot\b/,
    instead: '“couldn’t”, “can’t” or another short form',
  },
  { pattern: /\bsomebody\b|\banybody\b|\bthere is\b/i, instead: 'the thing or the person, by its name' },
  { pattern: /\bplease\b|\bsuccessfully\b|\bsimply\b/i, instead: 'the sentence without this word' },
  { pattern: /!$/, instead: 'the sentence without an exclamation mark' },
];

/** Returns the problems in the UI strings of a room, each with its line and a suggestion. */
export function stringFaults(file: string): string[] {
  return findLiterals(file).flatMap(({ line, text }) => {
    const faults = phraseFaults(text, [...bannedPhrases, semicolon, ...stringPhrases]);
    if (hasLongSentence(text, longestSentence, /(?<=[.!?:])\s+/)) {
      faults.push(`write sentences of at most ${longestSentence} words`);
    }
    return faults.map((fault) => `${file}:${line}: ${fault}: ${text.slice(0, 100)}`);
  });
}
