/** A piece of a text; the pieces together are the text. Plain text, whatever it looks like. */
export interface TextFragment {
  text: string;
  /** Whether this is what was searched for. */
  isMatch: boolean;
}

/** A word as the search index has it; a prefix stands for every word that begins with it. */
export interface SearchTerm {
  lexeme: string;
  isPrefix: boolean;
}

const snippetLength = 240;
const lead = 80;

/** The words that a query looks for, from the text of its tree: `'owl' & 'snow':*`. */
export function readTerms(querytree: string): SearchTerm[] {
  return [...querytree.matchAll(/'((?:[^']|'')+)'(:\*)?/g)].map(([, lexeme = '', prefix]) => ({
    lexeme: lexeme.replaceAll("''", "'").replaceAll('\\\\', '\\'),
    isPrefix: prefix !== undefined,
  }));
}

/** Takes a text apart at what was searched for. */
export function highlight(text: string, terms: readonly SearchTerm[]): TextFragment[] {
  const pattern = patternOf(terms);
  const fragments: TextFragment[] = [];
  let end = 0;
  const add = (from: number, to: number, isMatch: boolean) => {
    if (to > from) fragments.push({ text: text.slice(from, to), isMatch });
  };
  for (const match of pattern ? text.matchAll(pattern) : []) {
    add(end, match.index, false);
    end = match.index + match[0].length;
    add(match.index, end, true);
  }
  add(end, text.length, false);
  return fragments;
}

/** The same for the part of a long text around the first match, with `…` where it was cut. */
export function highlightPart(text: string, terms: readonly SearchTerm[]): TextFragment[] {
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  if (plain.length <= snippetLength) return highlight(plain, terms);
  const pattern = patternOf(terms);
  const at = Math.max(0, pattern ? plain.search(pattern) : 0);
  const from = at <= lead ? 0 : wordStart(plain, at - lead);
  const to = from + snippetLength >= plain.length ? plain.length : wordEnd(plain, from + snippetLength);
  const part = `${from > 0 ? '… ' : ''}${plain.slice(from, to)}${to < plain.length ? ' …' : ''}`;
  return highlight(part, terms);
}

/** Where any of the words stands: between what is no letter or digit, in any case. */
function patternOf(terms: readonly SearchTerm[]): RegExp | null {
  if (terms.length === 0) return null;
  const words = terms
    .toSorted((a, b) => b.lexeme.length - a.lexeme.length)
    .map(({ lexeme, isPrefix }) => `${escapeWord(lexeme)}${isPrefix ? String.raw`[\p{L}\p{N}]*` : ''}`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${words.join('|')})(?![\p{L}\p{N}])`, 'giu');
}

function escapeWord(word: string): string {
  return word.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);
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
