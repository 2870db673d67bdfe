import { classOf } from './character-class.ts';
import { tokenise } from './tokenise.ts';

/** One word or a phrase. The words of a phrase must have the same distances in the text as in the query. */
export interface QueryTerm {
  words: QueryWord[];
}

export interface QueryWord {
  lexeme: string;
  exact: string | null;
  /** Whether all words that begin with this word match. */
  isPrefix: boolean;
  /** Difference to the position of the previous word of the term. 0 for the first word. */
  distance: number;
}

/** Condition of an alternative. The text must contain the term, or must not contain it if `isExcluded` is true. */
export interface QueryCondition extends QueryTerm {
  isExcluded: boolean;
}

/** Parsed query. A text matches if it satisfies all conditions of at least one alternative. */
export interface TextQuery {
  alternatives: QueryCondition[][];
}

const part =
  /(?<minus>[-–—−]?)(?:(?<quote>["“”„‟«»＂])(?<phrase>[^"“”„‟«»＂]*)(?<close>["“”„‟«»＂]?)|(?<word>[^\s"“”„‟«»＂]+))/gu;

/**
 * Parses the text of a search box, which may be incomplete.
 *
 * All words must match. The last word may be a prefix. `"…"` groups words to a phrase, `or` separates alternatives, and
 * `-` excludes a word. Every text is valid, because characters that cannot be part of a word are ignored.
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
    // A dash excludes a word only at the start or after a space. Elsewhere, for example after a quotation mark in a
    // word, it does not.
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
    // Scripts without spaces are searched by pairs. So a single character must match all pairs that begin with it.
    isPrefix: isSingleUnspaced(lexeme),
    distance: index === 0 ? 0 : position - main[index - 1]!.position,
  }));
  return { words, isExcluded };
}

function isSingleUnspaced(lexeme: string): boolean {
  const code = lexeme.codePointAt(0)!;
  return lexeme.length === (code > 0xffff ? 2 : 1) && classOf(code) === 'UNSPACED';
}
