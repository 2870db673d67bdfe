import { naturalKey } from '#formats/natural-order.ts';
import { tokenise } from '#formats/text/tokenise.ts';
import type { Dataset } from '#prisma/client/client.ts';

/** Columns of a dataset that are computed from its names. */
export type DatasetWords = Pick<Dataset, 'sortName' | 'nameWords' | 'descriptionWords'>;

/** Returns the columns by which a dataset is sorted and found. Every write of a name must also write them. */
export function datasetWords(names: Pick<Dataset, 'name' | 'slug' | 'description'>): DatasetWords {
  return {
    sortName: naturalKey(names.name),
    nameWords: printWords(names.name) + printWords(names.slug),
    descriptionWords: printWords(names.description),
  };
}

/**
 * Prints the words of a text with spaces around each: a line of whole words for phrases, and a line of their parts. The
 * line breaks keep phrases apart.
 */
function printWords(text: string): string {
  const tokens = tokenise(text);
  const line = (words: typeof tokens) => ` ${words.map(({ lexeme }) => `${lexeme} `).join('')}\n`;
  return line(tokens.filter(({ isMain }) => isMain)) + line(tokens.filter(({ isMain }) => !isMain));
}
