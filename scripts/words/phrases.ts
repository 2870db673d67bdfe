/** A phrase that a reader with English as a second language has to read twice, and what to write instead. */
export interface Phrase {
  pattern: RegExp;
  instead: string;
}

/** Phrases that neither comments nor docs may have. */
export const bannedPhrases: readonly Phrase[] = [
  { pattern: /\banswers? (?:how|whether|which|the|a|an|what|null|undefined|nothing)\b/i, instead: '“returns …”' },
  { pattern: /\bso many\b/i, instead: 'the number, as in “at most N”' },
  { pattern: /\b(?:is|are) no (?!longer\b)/i, instead: '“is not a …”' },
  { pattern: /\b(?:is|are) told\b/i, instead: 'the actor and a verb, as in “the caller gets an error”' },
  { pattern: /\bwho asks\b|\bwhoever\b/i, instead: 'the caller, client, worker or user' },
  { pattern: /\bwhat is there\b/i, instead: 'the thing, by its name' },
  { pattern: /\bas (?:it is|they are)(?=[.,:]|$)/i, instead: '“unchanged”, or the thing, by its name' },
  { pattern: /\bof (?:one's|one’s|its|their|his) own\b/i, instead: '“its own …” or “a separate …”' },
  { pattern: /\bshall\b/i, instead: '“must” or “will”' },
];

/** The rule for texts that have sentences. A table cell has none. */
export const semicolon: Phrase = { pattern: /;/, instead: 'two sentences' };

/** Returns what to write instead of each banned phrase of a text. Code, quotations and addresses are not read. */
export function phraseFaults(text: string, phrases: readonly Phrase[]): string[] {
  const plain = withoutQuotations(text);
  return phrases.filter(({ pattern }) => pattern.test(plain)).map(({ instead }) => `write ${instead}`);
}

/**
 * Returns whether a sentence of the text has more words than `most`. A code span, a quotation or an address is one
 * word.
 */
export function hasLongSentence(text: string, most: number, end: RegExp): boolean {
  return withoutQuotations(text)
    .split(end)
    .some((sentence) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length > most);
}

function withoutQuotations(text: string): string {
  return text.replaceAll(/`[^`]*`|“[^”]*”|https?:\S+/g, 'X');
}
