import {
  parseQuery,
  type QueryCondition,
  type QueryTerm,
  type QueryWord,
  type TextQuery,
} from '#formats/text/query.ts';

/** A query of words as PostgreSQL evaluates it. All but `text` are texts of the type `tsquery`. */
export interface WordsQuery {
  /** As it was typed. */
  text: string;
  parsed: TextQuery;
  /** What the words of an item or a moment have to match; null if there are no words in the query. */
  match: string | null;
  /** The same, where the exact spelling of accents counts more. For ranks only. */
  rank: string;
  /** Any of the terms that are looked for; null if all are excluded. */
  any: string | null;
  /** The same, in names and texts but not in transcripts. */
  outsideTranscripts: string | null;
  /** Whether every alternative looks for something: a search by exclusion alone would find nearly everything. */
  isSearchable: boolean;
}

/** Compiles what was typed into queries over the lexemes of `wordsOf`. PostgreSQL's own parsers have no part in it. */
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
