import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { projectFile } from '#system/project-files.ts';
import { blocksOf, docPages, proseOf, readPage, textsOf } from './pages.ts';

const schema = buildSchema(readFileSync(projectFile('schema/schema.graphql'), 'utf8'));

describe.each(docPages())('%s', (path) => {
  const page = readPage(path);

  test('leads to pages, files and headings that exist', () => {
    expect(linksOf(page).flatMap((link) => brokenPart(path, link))).toEqual([]);
  });

  test('names files that exist', () => {
    expect(filesNamedIn(page).filter((file) => !existsSync(projectFile(file)))).toEqual([]);
  });

  test('has operations that fit the schema', () => {
    const faults = textsOf(page, 'graphql').flatMap((text) => validate(schema, parse(text)));
    expect(faults.map(({ message }) => message)).toEqual([]);
  });

  test('has JSON that can be read', () => {
    for (const text of textsOf(page, 'json')) expect(() => JSON.parse(text) as unknown, text).not.toThrow();
  });

  test('has commands that a shell can read', () => {
    const wrong = blocksOf(page)
      .filter(({ language }) => language.split(' ')[0] === 'sh')
      .map(({ text }) => spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' }).stderr);
    expect(wrong.filter((message) => message !== '')).toEqual([]);
  });

  test('has changes of files that can be applied', () => {
    for (const patch of textsOf(page, 'diff')) {
      execFileSync('git', ['apply', '--check', '-'], { cwd: projectFile('.'), input: patch });
    }
  });
});

function linksOf(page: string): string[] {
  const links = Array.from(proseOf(page).matchAll(/\]\(([^)\s]+)\)/g), ([, link]) => link!);
  return links.filter((link) => !/^[a-z]+:/.test(link));
}

/** Returns the link if its file or its heading does not exist. */
function brokenPart(from: string, link: string): string[] {
  const [path = '', heading] = link.split('#');
  const target = path === '' ? from : normalize(join(dirname(from), path));
  if (!existsSync(projectFile(target))) return [link];
  return heading === undefined || headingsOf(readPage(target)).includes(heading) ? [] : [link];
}

/** The anchors that GitHub gives to the headings of a page. */
function headingsOf(page: string): string[] {
  const withoutCode = page.replaceAll(/^ *```[^]*?^ *```$/gm, '');
  return Array.from(withoutCode.matchAll(/^#+ (.+)$/gm), ([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
}

const folders =
  'bench|bin|client|database|docs|domain|formats|object-store|plan|prisma|samples|schema|scripts|sdk|server|system|tests';

/** Files of the project in code spans, such as `server/start.ts`. A name with a placeholder is not a file. */
function filesNamedIn(page: string): string[] {
  const withoutBlocks = page.replaceAll(/^ *```[^]*?^ *```$/gm, '');
  const pattern = new RegExp(`\`((?:${folders})/[\\w./-]+\\.(?:tsx?|js|json|md|sql|prisma|graphql|py))\``, 'g');
  return Array.from(withoutBlocks.matchAll(pattern), ([, file]) => file!);
}
