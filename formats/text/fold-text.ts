import { foldWord } from './fold-letter.ts';
import { normalise } from './normalise.ts';

/** Returns a text in the form for substring search: small letters without accents. */
export function foldText(text: string): string {
  return foldWord(normalise(text));
}
