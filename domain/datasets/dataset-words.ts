import { naturalKey } from '#formats/natural-order.ts';
import { tokenise } from '#formats/text/tokenise.ts';
import type { Dataset } from '#prisma/client/client.ts';

/** The columns of a dataset that are made of its names. */
export type DatasetWords = Pick<Dataset, 'sortName' | 'nameWords' | 'descriptionWords'>;

/** Returns the columns by which a dataset is put in order and found, for each write of one of its names. */
export function datasetWords(names: Pick<Dataset, 'name' | 'slug' | 'description'>): DatasetWords {
  return {
    sortName: naturalKey(names.name),
    nameWords: printWords(names.name) + printWords(names.slug),
    descriptionWords: printWords(names.description),
  };
}

/**
 * Prints the words of a text, each between spaces: a line of those that phrases are made of, and a line of their parts. The
 * lines keep phrases apart.
 */
function printWords(text: string): string {
  const tokens = tokenise(text);
  const line = (words: typeof tokens) => ` ${words.map(({ lexeme }) => `${lexeme} `).join('')}\n`;
  return line(tokens.filter(({ isMain }) => isMain)) + line(tokens.filter(({ isMain }) => !isMain));
}
