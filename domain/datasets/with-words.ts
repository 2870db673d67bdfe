import { parseQuery, type QueryCondition, type QueryWord } from '#formats/text/query.ts';
import type { Prisma } from '#prisma/client/client.ts';
import { readText } from '../items/item-filter.ts';

/**
 * The datasets with some words in their name, slug or description, as a filter; no condition for an empty text.
 *
 * The text is read as that of items is. In the name and slug any part of a word is found, so that a list narrows as a name
 * is typed from anywhere in it. Descriptions are long: whole words are found there, and the beginning of the last one.
 * Excluded words are whole words.
 */
export function withWords(text: string | null | undefined): Prisma.DatasetWhereInput {
  const words = readText(text, 'filter.text');
  if (words === '') return {};
  const { alternatives } = parseQuery(words);
  // Prisma leaves an empty OR out, and a text without any word finds nothing.
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

/** Words that stand side by side in a term; those around a gap are looked for by themselves. */
function runsOf(words: readonly QueryWord[]): QueryWord[][] {
  const runs: QueryWord[][] = [];
  for (const word of words) {
    if (word.distance === 1) runs.at(-1)!.push(word);
    else runs.push([word]);
  }
  return runs;
}

// As `datasetWords` prints them. Lexemes are letters, digits, marks and symbols: none means anything to LIKE.
function printPart(run: readonly QueryWord[]): string {
  return run.map(({ lexeme }) => lexeme).join(' ');
}

function printWhole(run: readonly QueryWord[]): string {
  return ` ${printPart(run)}${run.at(-1)!.isPrefix ? '' : ' '}`;
}
