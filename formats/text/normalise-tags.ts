/** Returns a tag or label in the form in which it is stored and compared: characters composed (NFC). */
export function normaliseTag(tag: string): string {
  return tag.normalize('NFC');
}

/** Returns tags in their stored form, each once, in the order given. */
export function normaliseTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map(normaliseTag))];
}
