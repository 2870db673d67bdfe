import { classOf } from './character-class.ts';
import { tokenise } from './tokenise.ts';

/** A word, or several that stand side by side as they do in the query. */
export interface QueryTerm {
  words: QueryWord[];
}

export interface QueryWord {
  lexeme: string;
  exact: string | null;
  /** Whether it stands for every word that begins with it. */
  isPrefix: boolean;
  /** Places after the word before it in the term; 0 for the first. */
  distance: number;
}

/** One of the conditions of an alternative: the text has the term, or does not have it. */
export interface QueryCondition extends QueryTerm {
  isExcluded: boolean;
}

/** What a caller looks for: all conditions of at least one alternative. */
export interface TextQuery {
  alternatives: QueryCondition[][];
}

const part =
  /(?<minus>[-–—−]?)(?:(?<quote>["“”„‟«»＂])(?<phrase>[^"“”„‟«»＂]*)(?<close>["“”„‟«»＂]?)|(?<word>[^\s"“”„‟«»＂]+))/gu;

/**
 * Reads what was typed into a search box, in any state of typing.
 *
 * All words are looked for; the last one may be a beginning. `"…"` keeps words together, `or` gives a choice, `-`
 * excludes. Nothing is a mistake: what cannot be a word is passed over.
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
    // A dash inside of a word that a quotation mark parted is a dash.
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
    // A single character of a script that is found by pairs stands for the pairs that begin with it.
    isPrefix: isSingleUnspaced(lexeme),
    distance: index === 0 ? 0 : position - main[index - 1]!.position,
  }));
  return { words, isExcluded };
}

function isSingleUnspaced(lexeme: string): boolean {
  const code = lexeme.codePointAt(0)!;
  return lexeme.length === (code > 0xffff ? 2 : 1) && classOf(code) === 'UNSPACED';
}
