import { classOf } from './character-class.ts';
import { tokenise } from './tokenise.ts';

/** A word, or several words that must be neighbours in the text as in the query. */
export interface QueryTerm {
  words: QueryWord[];
}

export interface QueryWord {
  lexeme: string;
  exact: string | null;
  /** Whether the word matches every word that begins with it. */
  isPrefix: boolean;
  /** Number of positions after the previous word of the term. 0 for the first word. */
  distance: number;
}

/** A condition of an alternative: the text must have the term, or must not have it. */
export interface QueryCondition extends QueryTerm {
  isExcluded: boolean;
}

/** A parsed query. A text matches if it meets all conditions of at least one alternative. */
export interface TextQuery {
  alternatives: QueryCondition[][];
}

const part =
  /(?<minus>[-–—−]?)(?:(?<quote>["“”„‟«»＂])(?<phrase>[^"“”„‟«»＂]*)(?<close>["“”„‟«»＂]?)|(?<word>[^\s"“”„‟«»＂]+))/gu;

/**
 * Reads the text of a search box, which may be incomplete.
 *
 * All words must match. The last one may be the beginning of a word. `"…"` keeps words together, `or` separates
 * alternatives, `-` excludes. Every text is valid: characters that cannot form a word are ignored.
 */
export function parseQuery(query: string): TextQuery {
  const alternatives: QueryCondition[][] = [[]];
  let last: QueryCondition | null = null;
  for (const { groups = {}, 0: whole, index } of query.matchAll(part)) {
    const { minus = '', phrase, close, word } = groups;
    if (minus === '' && word !== undefined && /^or$/iu.test(word) && alternatives.at(-1)!.length > 0) {
      alternatives.push([]);
      last = null;
      continue;
    }
    // A dash excludes only after a space or at the start, not within a word that a quotation mark splits.
    const isExcluded = minus !== '' && (index === 0 || /\s/u.test(query[index - 1]!));
    const condition = termOf(phrase ?? word ?? '', isExcluded);
    if (condition === null) continue;
    alternatives.at(-1)!.push(condition);
    const reachesEnd = index + whole.trimEnd().length >= query.trimEnd().length;
    last = reachesEnd && !close ? condition : null;
  }
  if (last && !last.isExcluded) last.words.at(-1)!.isPrefix = true;
  if (alternatives.at(-1)!.length === 0) alternatives.pop();
  return { alternatives };
}

function termOf(text: string, isExcluded: boolean): QueryCondition | null {
  const main = tokenise(text).filter(({ isMain }) => isMain);
  if (main.length === 0) return null;
  const words = main.map(({ lexeme, exact, position }, index) => ({
    lexeme,
    exact,
    // A single character of a script that is searched by pairs matches all pairs that begin with it.
    isPrefix: isSingleUnspaced(lexeme),
    distance: index === 0 ? 0 : position - main[index - 1]!.position,
  }));
  return { words, isExcluded };
}

function isSingleUnspaced(lexeme: string): boolean {
  const code = lexeme.codePointAt(0)!;
  return lexeme.length === (code > 0xffff ? 2 : 1) && classOf(code) === 'UNSPACED';
}
