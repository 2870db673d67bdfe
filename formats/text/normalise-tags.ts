import { isAscii } from './is-ascii.ts';

/** Returns a tag or label in the form in which it is stored and compared: composed characters (NFC). */
export function normaliseTag(tag: string): string {
  return isAscii(tag) ? tag : tag.normalize('NFC');
}

/** Returns tags in their stored form without repetitions, in the order given. */
export function normaliseTags(tags: readonly string[]): string[] {
  const normal: string[] = [];
  for (const tag of tags) {
    const stored = normaliseTag(tag);
    if (!normal.includes(stored)) normal.push(stored);
  }
  return normal;
}
