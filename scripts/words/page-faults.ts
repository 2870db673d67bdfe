import { bannedPhrases, hasLongSentence, phraseFaults, semicolon } from './phrases.ts';

const longestSentence = 30;
const longestCell = 200;

/** Paragraph, list item, heading or table cell of a page, without Markdown syntax. */
interface Block {
  line: number;
  isCell: boolean;
  text: string;
}

/**
 * Returns the problems of a Markdown page, each with its line and a suggestion. Ignores code blocks and HTML comments,
 * and reads only the text of links.
 */
export function pageFaults(file: string, page: string): string[] {
  return blocksIn(page).flatMap(({ line, isCell, text }) => {
    const faults = phraseFaults(text, isCell ? bannedPhrases : [...bannedPhrases, semicolon]);
    if (hasLongSentence(text, longestSentence, /(?<=[.!?])["”)*_]*\s+/)) {
      faults.push(`write sentences of at most ${longestSentence} words`);
    }
    if (isCell && text.length > longestCell) {
      faults.push(`write table cells of at most ${longestCell} characters, this one has ${text.length}`);
    }
    return faults.map((fault) => `${file}:${line}: ${fault}: ${text.slice(0, 100)}`);
  });
}

function blocksIn(page: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  let fence: string | undefined;
  for (const [index, raw] of page
    .replaceAll(/<!--[^]*?-->/g, blank)
    .split('\n')
    .entries()) {
    const line = index + 1;
    const mark = /^\s*(`{3,}|~{3,})/.exec(raw)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
      continue;
    }
    if (mark !== undefined) fence = mark;
    const isCode = mark !== undefined || (open === undefined && /^(?: {4}|\t)/.test(raw));
    if (isCode || raw.trim() === '') {
      open = undefined;
    } else if (raw.startsWith('|')) {
      blocks.push(...cellsOf(raw).map((text) => ({ line, isCell: true, text })));
      open = undefined;
    } else if (open === undefined || /^\s*(?:[*+-]|\d+\.|#+|>)\s/.test(raw)) {
      const text = shown(raw.replace(/^\s*(?:[*+-]|\d+\.|#+|>)\s+/, ''));
      open = { line, isCell: false, text };
      blocks.push(open);
      if (raw.startsWith('#')) open = undefined;
    } else {
      open.text += ` ${shown(raw.trim())}`;
    }
  }
  return blocks;
}

function cellsOf(row: string): string[] {
  const cells = row.replaceAll('\\|', '¦').split('|').slice(1, -1);
  return cells.map((cell) => shown(cell.trim())).filter((cell) => !/^:?-+:?$/.test(cell));
}

/** Returns the text of Markdown without link addresses and emphasis marks. */
function shown(markdown: string): string {
  return markdown.replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('**', '');
}

/** Replaces a text by its line breaks, so that line numbers stay the same. */
function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, '');
}
