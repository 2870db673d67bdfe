/** Query of a search in a text. */
export interface TextQuery {
  words: string;
  isCaseSensitive: boolean;
  isExpression: boolean;
}

/** Most matches of one part of a text. */
export const maxMatchesPerPart = 100_000;

/** Returns the regular expression of a query. Null if it is not valid. */
export function expressionOf({ words, isCaseSensitive, isExpression }: TextQuery): RegExp | null {
  const source = isExpression
    ? words
    : words.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`).replaceAll(String.raw`\-`, '-');
  try {
    return new RegExp(source, isCaseSensitive ? 'gmu' : 'gimu');
  } catch {
    return null;
  }
}

/** Returns the start and the length of each match, one after the other. Matches of no characters do not count. */
export function findIn(text: string, expression: RegExp): number[] {
  const found: number[] = [];
  for (const match of text.matchAll(expression)) {
    if (match[0].length > 0) found.push(match.index, match[0].length);
    if (found.length >= maxMatchesPerPart * 2) break;
  }
  return found;
}
