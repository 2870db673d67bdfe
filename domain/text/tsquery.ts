import {
  parseQuery,
  type QueryCondition,
  type QueryTerm,
  type QueryWord,
  type TextQuery,
} from '#formats/text/query.ts';

/** A query of words, for PostgreSQL. All strings but `text` are in the syntax of `tsquery`. */
export interface WordsQuery {
  /** The text as the user typed it. */
  text: string;
  parsed: TextQuery;
  /** Condition on the words of an item or a moment. Null if the query has no words. */
  match: string | null;
  /** The same condition with more weight on the exact spelling of accents. Only for ranks. */
  rank: string;
  /** Condition for any of the terms that are not excluded. Null if all are excluded. */
  any: string | null;
  /** The same condition, on names and texts but not on transcripts. */
  outsideTranscripts: string | null;
  /**
   * Whether every alternative has a term that is not excluded. A search by exclusion alone would find nearly
   * everything.
   */
  isSearchable: boolean;
}

/** Compiles a search text to queries over the lexemes of the tokeniser. Does not use PostgreSQL's own parsers. */
export function compileQuery(text: string): WordsQuery {
  const parsed = parseQuery(text);
  const { alternatives } = parsed;
  const sought = alternatives.flat().filter(({ isExcluded }) => !isExcluded);
  const match = printAlternatives(alternatives, printWord);
  return {
    text,
    parsed,
    match: match || null,
    rank: printAlternatives(alternatives, printSpelling),
    any: sought.map((term) => printTerm(term, printWord)).join(' | ') || null,
    outsideTranscripts: sought.map((term) => printTerm(term, printOutsideTranscripts)).join(' | ') || null,
    isSearchable:
      alternatives.length > 0 && alternatives.every((conditions) => conditions.some(({ isExcluded }) => !isExcluded)),
  };
}

type PrintWord = (word: QueryWord) => string;

function printAlternatives(alternatives: readonly QueryCondition[][], print: PrintWord): string {
  return alternatives
    .map((conditions) =>
      conditions
        .map((condition) => (condition.isExcluded ? `!${printTerm(condition, print)}` : printTerm(condition, print)))
        .join(' & '),
    )
    .map((conjunction) => (alternatives.length > 1 ? `(${conjunction})` : conjunction))
    .join(' | ');
}

function printTerm({ words }: QueryTerm, print: PrintWord): string {
  const [first, ...others] = words;
  if (others.length === 0) return print(first!);
  return `(${print(first!)}${others.map((word) => ` <${word.distance}> ${print(word)}`).join('')})`;
}

function printWord({ lexeme, isPrefix }: QueryWord): string {
  return quote(lexeme, isPrefix);
}

function printSpelling({ lexeme, exact, isPrefix }: QueryWord): string {
  return exact === null ? quote(lexeme, isPrefix) : `(${quote(`=${exact}`, isPrefix)} | ${quote(lexeme, isPrefix)})`;
}

function printOutsideTranscripts({ lexeme, isPrefix }: QueryWord): string {
  return `${quote(lexeme, false)}:${isPrefix ? '*' : ''}ABC`;
}

function quote(lexeme: string, isPrefix: boolean): string {
  return `'${lexeme.replaceAll(/['\\]/g, '$&$&')}'${isPrefix ? ':*' : ''}`;
}
