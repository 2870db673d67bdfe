import { bannedPhrases, hasLongSentence, type Phrase, phraseFaults, semicolon } from './phrases.ts';

const longestSentence = 25;
/** Maximum length of a comment line, unless it has no spaces. */
const longestLine = 120;

/** Phrase rule for comments that editors show with a name. */
const docstringPhrase: Phrase = {
  pattern: /^(?:what|who|it|of|in|on|at|by|for|with|from|to|as|under|beside|between|without)\b/i,
  instead: 'a verb in the third person (functions) or a noun (values) at the start',
};

interface Comment {
  line: number;
  isDocstring: boolean;
  text: string;
}

/** Returns the problems in the comments of a source file, each with its line and a suggestion. */
export function commentFaults(file: string, source: string): string[] {
  return [
    ...commentsIn(source).flatMap(({ line, isDocstring, text }) => {
      const phrases = [...bannedPhrases, semicolon, ...(isDocstring ? [docstringPhrase] : [])];
      const faults = phraseFaults(text, phrases);
      if (hasLongSentence(text, longestSentence, /(?<=[.!?:])\s+/)) {
        faults.push(`write sentences of at most ${longestSentence} words`);
      }
      return faults.map((fault) => `${file}:${line}: ${fault}: ${text.slice(0, 100)}`);
    }),
    ...wideLines(file, source),
  ];
}

function wideLines(file: string, source: string): string[] {
  return source.split('\n').flatMap((line, index) => {
    const [, text = ''] = /^\s*(?:\/\*\*|\*|\/\/\/?) (.*)$/.exec(line) ?? [];
    if (line.length <= longestLine || !text.includes(' ') || text.startsWith('biome-ignore')) return [];
    return [`${file}:${index + 1}: wrap lines at ${longestLine} characters: ${text.slice(0, 100)}`];
  });
}

/** Returns the comments that begin a line, without their comment marks. Adjacent `//` lines are one comment. */
function commentsIn(source: string): Comment[] {
  const found: Comment[] = [];
  for (const match of source.matchAll(/^[ \t]*(?:\/\*\*?([\s\S]*?)\*\/|((?:[ \t]*\/\/[^\n]*\n)+))/gm)) {
    const text = (match[1] ?? match[2] ?? '').replaceAll(/\s*\n\s*(?:\*|\/\/)?\s?/g, ' ').replace(/^\s*\/\/\s*/, '');
    const lead = match[0].length - match[0].trimStart().length;
    const line = source.slice(0, match.index + lead).split('\n').length;
    if (!/^\s*(?:biome-ignore|oxlint-|eslint-|@ts-|@vitest-|c8 )/.test(text))
      found.push({ line, isDocstring: match[1] !== undefined, text: text.trim() });
  }
  return found;
}
