/** Phrase that is difficult for readers whose second language is English, and its replacement. */
export interface Phrase {
  pattern: RegExp;
  instead: string;
}

/** Phrases that comments and docs must not contain. */
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

/** Rule against semicolons, for texts with sentences. It does not apply to table cells. */
export const semicolon: Phrase = { pattern: /;/, instead: 'two sentences' };

/** Returns a suggestion for each banned phrase in a text. Ignores code, quotations and URLs. */
export function phraseFaults(text: string, phrases: readonly Phrase[]): string[] {
  const plain = withoutQuotations(text);
  return phrases.filter(({ pattern }) => pattern.test(plain)).map(({ instead }) => `write ${instead}`);
}

/** Returns whether a sentence has more than `most` words. A code span, quotation or URL counts as one word. */
export function hasLongSentence(text: string, most: number, end: RegExp): boolean {
  return withoutQuotations(text)
    .split(end)
    .some((sentence) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length > most);
}

function withoutQuotations(text: string): string {
  return text.replaceAll(/`[^`]*`|“[^”]*”|https?:\S+/g, 'X');
}
