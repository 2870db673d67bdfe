import { findMatches, type Match } from '#formats/text/find-matches.ts';
import { firstMatch } from '#formats/text/first-match.ts';
import type { TextQuery } from '#formats/text/query.ts';

/** Piece of a text. All pieces together are the whole text. The text is never markup, so it must be escaped in HTML. */
export interface TextFragment {
  text: string;
  /** Whether this piece matches the search. */
  isMatch: boolean;
}

const snippetLength = 240;
const lead = 80;
/** Number of characters before and after the shown part that are also searched for terms. */
const surroundings = 500;

/** Splits a text into pieces that match the search and pieces between them. */
export function highlight(text: string, query: TextQuery): TextFragment[] {
  return fragmentsOf(text, findMatches(text, query));
}

/**
 * Returns the part of a long text around the first match, split into pieces. `…` marks the places where the text was
 * cut.
 */
export function highlightPart(text: string, query: TextQuery): TextFragment[] {
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  if (plain.length <= snippetLength) return highlight(plain, query);
  const at = firstMatch(plain, query)?.start ?? 0;
  const from = at <= lead ? 0 : wordStart(plain, at - lead);
  const to = from + snippetLength >= plain.length ? plain.length : wordEnd(plain, from + snippetLength);
  // A term can begin before the shown part or end after it, so more text is searched.
  const before = from <= surroundings ? 0 : wordStart(plain, from - surroundings);
  const inside = findMatches(plain.slice(before, to + surroundings), query).flatMap((match) => {
    const [start, end] = [match.start + before, match.end + before];
    return start >= to || end <= from ? [] : [{ start: Math.max(start, from) - from, end: Math.min(end, to) - from }];
  });
  return [
    ...(from > 0 ? [{ text: '… ', isMatch: false }] : []),
    ...fragmentsOf(plain.slice(from, to), inside),
    ...(to < plain.length ? [{ text: ' …', isMatch: false }] : []),
  ];
}

function fragmentsOf(text: string, matches: readonly Match[]): TextFragment[] {
  const fragments: TextFragment[] = [];
  let end = 0;
  const add = (from: number, to: number, isMatch: boolean) => {
    if (to > from) fragments.push({ text: text.slice(from, to), isMatch });
  };
  for (const match of matches) {
    add(end, match.start, false);
    add(match.start, match.end, true);
    end = match.end;
  }
  add(end, text.length, false);
  return fragments;
}

function wordStart(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  return space < 0 || space > at + 30 ? betweenCharacters(text, at) : space + 1;
}

function wordEnd(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  return space < at - 30 ? betweenCharacters(text, at) : space;
}

function betweenCharacters(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at + 1 : at;
}
