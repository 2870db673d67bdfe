import { parseQuery, type QueryTerm, type QueryWord, type TextQuery } from './query.ts';
import { type Token, tokenise } from './tokenise.ts';

/** Range of a text that matches a query, in UTF-16 units. */
export interface Match {
  start: number;
  end: number;
}

/**
 * Returns the ranges of a text that match any term of a query, in order and without overlaps. Ignores excluded terms.
 * The text can be in any normal form, and offsets refer to the given text.
 */
export function findMatches(text: string, query: string | TextQuery): Match[] {
  const terms = termsOf(typeof query === 'string' ? parseQuery(query) : query);
  return terms.length === 0 ? [] : matchTokens(tokenise(text), terms);
}

/** Maximum number of lookups for terms of several words, in one text. Above it, only single-word terms are found. */
const maxSteps = 20_000;

/** Returns the ranges of a tokenised text that match any of the terms, in order and without overlaps. */
export function matchTokens(tokens: readonly Token[], terms: readonly QueryTerm[]): Match[] {
  const termsAt = groupByFirstWord(terms);
  const byPosition = terms.some(({ words }) => words.length > 1) ? groupByPosition(tokens) : new Map<number, Token[]>();
  const found: Match[] = [];
  let steps = 0;
  for (const token of tokens) {
    for (const { words } of termsAt(token)) {
      steps += words.length - 1;
      const end = steps > maxSteps && words.length > 1 ? null : endOf(words, token, byPosition);
      if (end !== null) found.push({ start: token.start, end });
    }
  }
  return merge(found);
}

/** Returns the terms of a query that are not excluded. */
export function termsOf({ alternatives }: TextQuery): QueryTerm[] {
  return alternatives.flat().filter(({ isExcluded }) => !isExcluded);
}

/**
 * Returns the end of a match that begins with this token. Returns null if the other words of the term do not follow.
 */
function endOf(
  words: readonly QueryWord[],
  first: Token,
  byPosition: ReadonlyMap<number, readonly Token[]>,
): number | null {
  let { position } = first;
  let end = endOfWord(first, words[0]!);
  for (const word of words.slice(1)) {
    position += word.distance;
    const next = byPosition.get(position)?.find((token) => matches(token, word));
    if (!next) return null;
    end = endOfWord(next, word);
  }
  return end;
}

function matches({ lexeme }: Token, word: QueryWord): boolean {
  return word.isPrefix ? lexeme.startsWith(word.lexeme) : lexeme === word.lexeme;
}

/**
 * Returns the end of the highlight for a token. A matching prefix highlights the whole word. A single character of a
 * script without spaces highlights only this character.
 */
function endOfWord({ lexeme, end, firstEnd }: Token, word: QueryWord): number {
  return firstEnd !== null && word.lexeme.length < lexeme.length ? firstEnd : end;
}

/**
 * Returns a function that finds the terms that can begin with a token, each once. The number of lookups per token does
 * not depend on the number of terms.
 */
function groupByFirstWord(terms: readonly QueryTerm[]): (token: Token) => readonly QueryTerm[] {
  const wholes = new Map<string, QueryTerm[]>();
  const beginnings = new Map<string, QueryTerm[]>();
  for (const term of new Map(terms.map((term) => [JSON.stringify(term.words), term])).values()) {
    const { lexeme, isPrefix } = term.words[0]!;
    const group = isPrefix ? beginnings : wholes;
    group.set(lexeme, [...(group.get(lexeme) ?? []), term]);
  }
  const lengths = [...new Set([...beginnings.keys()].map(({ length }) => length))];
  return ({ lexeme }) => [
    ...(wholes.get(lexeme) ?? []),
    ...lengths.flatMap((length) => (length > lexeme.length ? [] : (beginnings.get(lexeme.slice(0, length)) ?? []))),
  ];
}

function groupByPosition(tokens: readonly Token[]): Map<number, Token[]> {
  const groups = new Map<number, Token[]>();
  for (const token of tokens) {
    const group = groups.get(token.position);
    if (group) group.push(token);
    else groups.set(token.position, [token]);
  }
  return groups;
}

function merge(found: Match[]): Match[] {
  const merged: Match[] = [];
  for (const match of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last && match.start <= last.end) last.end = Math.max(last.end, match.end);
    else merged.push({ ...match });
  }
  return merged;
}
