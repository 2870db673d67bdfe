import { essenceOf } from '#formats/content-type.ts';

/** Ways to show a text: like a page to read, or in lines with their numbers. */
export type TextView = 'reading' | 'lines';

const prose = new Set(['text/plain', 'text/markdown', 'text/x-rst', 'text/x-asciidoc', 'text/x-org', 'text/rtf']);
const settings = /\.(?:log|out|err|conf|cfg|ini|properties|env|gitignore|editorconfig|diff|patch)$/i;

/** Largest text that is shown like a page. Longer ones have only lines. */
export const maxReadingByteSize = 2_000_000;

/** Returns how a text is shown at first: prose like a page, code, settings and logs in lines. */
export function firstViewOf(contentType: string, name: string): TextView {
  return prose.has(essenceOf(contentType)) && !settings.test(name) ? 'reading' : 'lines';
}

/** Returns whether a text is the output of programs, by its name. */
export function isLogName(name: string): boolean {
  return /\.(?:log|out|err)(?:\.\d+)?$/i.test(name);
}
