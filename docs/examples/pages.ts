import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { projectFile } from '#system/project-files.ts';

/** A code block of a page. `language` is the text after its fence. */
export interface Block {
  language: string;
  text: string;
}

/** Paths of all Markdown pages that are docs, from the root of the project. */
export function docPages(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
    cwd: projectFile('.'),
    encoding: 'utf8',
  });
  return listed.split('\n').filter((path) => path !== '' && !path.startsWith('samples/lumen/'));
}

export function readPage(path: string): string {
  return readFileSync(projectFile(path), 'utf8');
}

/** Returns the code blocks of a page, in their order. */
export function blocksOf(page: string): Block[] {
  return Array.from(page.matchAll(/^( *)```([^\n]*)\n([^]*?)^ *```$/gm), ([, indent, language, text]) => ({
    language: language!.trim(),
    text: text!.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}

/** Returns the texts of the blocks of one language. */
export function textsOf(page: string, language: string): string[] {
  return blocksOf(page)
    .filter((block) => block.language === language)
    .map(({ text }) => text);
}

/** Returns the text of a page without its code blocks and code spans. */
export function proseOf(page: string): string {
  return page.replaceAll(/^ *```[^]*?^ *```$/gm, '').replaceAll(/`[^`\n]*`/g, '');
}
