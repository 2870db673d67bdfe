import { parseQuery, type QueryCondition, type QueryWord } from '#formats/text/query.ts';
import type { Prisma } from '#prisma/client/client.ts';
import { readText } from '../items/item-filter.ts';

/**
 * Returns a filter for datasets with these words in their name, slug or description. An empty text gives no condition.
 *
 * The syntax is that of item searches. In the name and slug, any part of a word matches, so that a list narrows while
 * the user types. Descriptions are long: there, whole words match, and the beginning of the last word. Excluded words
 * are whole words.
 */
export function withWords(text: string | null | undefined): Prisma.DatasetWhereInput {
  const words = readText(text, 'filter.text');
  if (words === '') return {};
  const { alternatives } = parseQuery(words);
  // Prisma omits an empty OR, but a text without any word must find nothing.
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

/** Returns groups of adjacent words of a term. Words around a gap are searched separately. */
function runsOf(words: readonly QueryWord[]): QueryWord[][] {
  const runs: QueryWord[][] = [];
  for (const word of words) {
    if (word.distance === 1) runs.at(-1)!.push(word);
    else runs.push([word]);
  }
  return runs;
}

// Same form as in `datasetWords`. Lexemes are letters, digits, marks and symbols: none is special in LIKE.
function printPart(run: readonly QueryWord[]): string {
  return run.map(({ lexeme }) => lexeme).join(' ');
}

function printWhole(run: readonly QueryWord[]): string {
  return ` ${printPart(run)}${run.at(-1)!.isPrefix ? '' : ' '}`;
}
