import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openFolder } from '#sdk/folder/folder.ts';
import { readFolder } from '#sdk/folder/read-folder.ts';
import { folderOf } from '#sdk/testing/folder-of.ts';

interface Case {
  name: string;
  files: Record<string, string>;
  pairing?: false;
  items?: { key: string; assets: string[] }[];
  /** Warnings of file names, in the order of the names. */
  warnings?: string[];
  /** Only that both say the same. */
  order?: true;
}
interface Result {
  items: unknown[];
  warnings: string[];
}
interface Asset {
  role: string;
  path: string | null;
  contentType: string | null;
}

const cases = JSON.parse(readFileSync(join(import.meta.dirname, 'folder-cases.json'), 'utf8')) as Case[];
const readers: Record<string, (folder: string, pairing: boolean) => Promise<Result>> = {
  'the command line': bySdk,
  ...(spawnSync('python3', ['--version']).status === 0 && { 'publish.py': byPython }),
};

describe.each(Object.entries(readers))('%s follows the rules of a folder', (_name, read) => {
  test.each(cases.filter(({ order }) => !order))('$name', async ({ files, pairing, items, warnings = [] }) => {
    expect(await read(folderOf(files), pairing ?? true)).toEqual({ items, warnings });
  });

  test.each(cases.filter(({ order }) => order))('$name', async ({ files }) => {
    expect(await read(folderOf(files), true)).toEqual(await bySdk(folderOf(files), true));
  });
});

async function bySdk(folder: string, pairing: boolean): Promise<Result> {
  const temporary = mkdtempSync(join(tmpdir(), 'vitrine-test-'));
  onTestFinished(() => rmSync(temporary, { recursive: true, force: true }));
  const { done, notices } = readFolder(await openFolder(folder), temporary, new AbortController().signal, { pairing });
  const items: unknown[] = [];
  for await (const { item, assets = [] } of (await done).rows()) items.push({ ...item, assets: assets.map(shortOf) });
  const ofNames = notices.warnings.filter(({ code }) => code === 'MANIFEST_NAME');
  return { items, warnings: ofNames.map(({ message }) => message).sort() };
}

async function byPython(folder: string, pairing: boolean): Promise<Result> {
  const script = join(import.meta.dirname, 'folder_rules.py');
  const { stdout, stderr } = await promisify(execFile)('python3', [
    script,
    folder,
    ...(pairing ? [] : ['--no-pairing']),
  ]);
  const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');
  const items = linesOf(stdout).map((line) => {
    const { assets, ...item } = JSON.parse(line) as { assets: Asset[] };
    return { ...item, assets: assets.map(shortOf) };
  });
  return { items, warnings: linesOf(stderr) };
}

function shortOf({ role, path, contentType }: Asset): string {
  return `${role} ${path} ${contentType}`;
}
