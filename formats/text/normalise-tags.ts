import { isAscii } from './is-ascii.ts';

/** Returns a tag or label in the Unicode form NFC, in which it is stored and compared. */
export function normaliseTag(tag: string): string {
  return isAscii(tag) ? tag : tag.normalize('NFC');
}

/** Returns tags in their stored form without duplicates, in the given order. */
export function normaliseTags(tags: readonly string[]): string[] {
  const normal: string[] = [];
  for (const tag of tags) {
    const stored = normaliseTag(tag);
    if (!normal.includes(stored)) normal.push(stored);
  }
  return normal;
}
