import { foldWord } from './fold-letter.ts';
import { normalise } from './normalise.ts';

/** Returns a text in small letters without accents, for substring search. */
export function foldText(text: string): string {
  return foldWord(normalise(text));
}
