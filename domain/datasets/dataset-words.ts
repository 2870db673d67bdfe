import { naturalKey } from '#formats/natural-order.ts';
import { tokenise } from '#formats/text/tokenise.ts';
import type { Dataset } from '#prisma/client/client.ts';

/** Columns of a dataset that are computed from its name, slug and description. */
export type DatasetWords = Pick<Dataset, 'sortName' | 'nameWords' | 'descriptionWords'>;

/**
 * Returns the columns that are used to sort and search datasets. Every statement that writes a name must also write
 * these columns.
 */
export function datasetWords(names: Pick<Dataset, 'name' | 'slug' | 'description'>): DatasetWords {
  return {
    sortName: naturalKey(names.name),
    nameWords: printWords(names.name) + printWords(names.slug),
    descriptionWords: printWords(names.description),
  };
}

/**
 * Returns the words of a text in a form for LIKE, with spaces around each word. One line has the whole words, and
 * another has the parts of compound words. Phrases do not match across the line break.
 */
function printWords(text: string): string {
  const tokens = tokenise(text);
  const line = (words: typeof tokens) => ` ${words.map(({ lexeme }) => `${lexeme} `).join('')}\n`;
  return line(tokens.filter(({ isMain }) => isMain)) + line(tokens.filter(({ isMain }) => !isMain));
}
