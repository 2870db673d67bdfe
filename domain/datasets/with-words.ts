import { parseQuery, type QueryCondition, type QueryWord } from '#formats/text/query.ts';
import type { Prisma } from '#prisma/client/client.ts';
import { readText } from '../items/item-filter.ts';

/**
 * Returns the condition for datasets with these words in their name, slug or description. An empty text matches every
 * dataset.
 *
 * The query syntax is the same as in searches of items. In the name and slug, any part of a word matches, so that a
 * list narrows while the user types. Descriptions are long, so only whole words match, and the beginning of the last
 * word. An excluded word must be a whole word.
 */
export function withWords(text: string | null | undefined): Prisma.DatasetWhereInput {
  const words = readText(text, 'filter.text');
  if (words === '') return {};
  const { alternatives } = parseQuery(words);
  // Prisma ignores an empty OR, but a text without any word must match nothing.
  if (alternatives.length === 0) return { id: { in: [] } };
  return { OR: alternatives.map((conditions) => ({ AND: conditions.map(conditionOf) })) };
}

function conditionOf({ words, isExcluded }: QueryCondition): Prisma.DatasetWhereInput {
  const runs = runsOf(words);
  const whole = runs.map(printWhole);
  const inDescription = has('descriptionWords', whole);
  if (isExcluded) return { NOT: { OR: [has('nameWords', whole), inDescription] } };
  return { OR: [has('nameWords', runs.map(printPart)), inDescription] };
}

function has(column: 'nameWords' | 'descriptionWords', parts: readonly string[]): Prisma.DatasetWhereInput {
  return { AND: parts.map((part) => ({ [column]: { contains: part } })) };
}

/** Splits the words of a term into groups of adjacent words. Words on two sides of a gap are searched separately. */
function runsOf(words: readonly QueryWord[]): QueryWord[][] {
  const runs: QueryWord[][] = [];
  for (const word of words) {
    if (word.distance === 1) runs.at(-1)!.push(word);
    else runs.push([word]);
  }
  return runs;
}

// Returns words in the form that `datasetWords` stores. Lexemes need no escaping in LIKE: they consist of letters,
// digits, marks and symbols.
function printPart(run: readonly QueryWord[]): string {
  return run.map(({ lexeme }) => lexeme).join(' ');
}

function printWhole(run: readonly QueryWord[]): string {
  return ` ${printPart(run)}${run.at(-1)!.isPrefix ? '' : ' '}`;
}
