import {
  parseQuery,
  type QueryCondition,
  type QueryTerm,
  type QueryWord,
  type TextQuery,
} from '#formats/text/query.ts';

/** Search query for PostgreSQL. All members of type string except `text` have the syntax of `tsquery`. */
export interface WordsQuery {
  /** Text that the user typed. */
  text: string;
  parsed: TextQuery;
  /** Query on the words of an item or a moment. Null if the text contains no words. */
  match: string | null;
  /** The same query, but with a higher rank for words with the same accents as in the text. Only used for ranks. */
  rank: string;
  /** Query that matches any of the terms that are not excluded. Null if all terms are excluded. */
  any: string | null;
  /** Same query as `any`, but without matches in transcripts. */
  outsideTranscripts: string | null;
  /**
   * Whether every alternative contains a term that is not excluded. Otherwise, a search would find nearly all items.
   */
  isSearchable: boolean;
}

/** Compiles a search text to queries on the lexemes of the tokeniser. PostgreSQL's own parsers are not used. */
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
