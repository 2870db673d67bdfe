import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openFolder } from '#sdk/folder/folder.ts';
import { readFolder } from '#sdk/folder/read-folder.ts';
import { folderOf } from '#sdk/testing/folder-of.ts';

interface Case {
  name: string;
  files: Record<string, string>;
  pairing?: false;
  items?: { key: string; assets: string[] }[];
  /** Only that both say the same. */
  order?: true;
}
interface Asset {
  role: string;
  path: string | null;
  contentType: string | null;
}

const cases = JSON.parse(readFileSync(join(import.meta.dirname, 'folder-cases.json'), 'utf8')) as Case[];
const readers: Record<string, (folder: string, pairing: boolean) => Promise<unknown[]>> = {
  'the command line': bySdk,
  ...(spawnSync('python3', ['--version']).status === 0 && { 'publish.py': byPython }),
};

describe.each(Object.entries(readers))('%s follows the rules of a folder', (_name, read) => {
  test.each(cases.filter(({ order }) => !order))('$name', async ({ files, pairing, items }) => {
    expect(await read(folderOf(files), pairing ?? true)).toEqual(items);
  });

  test.each(cases.filter(({ order }) => order))('$name', async ({ files }) => {
    expect(await read(folderOf(files), true)).toEqual(await bySdk(folderOf(files), true));
  });
});

async function bySdk(folder: string, pairing: boolean): Promise<unknown[]> {
  const temporary = mkdtempSync(join(tmpdir(), 'vitrine-test-'));
  onTestFinished(() => rmSync(temporary, { recursive: true, force: true }));
  const { done } = readFolder(await openFolder(folder), temporary, new AbortController().signal, { pairing });
  const items: unknown[] = [];
  for await (const { item, assets = [] } of (await done).rows()) items.push({ ...item, assets: assets.map(shortOf) });
  return items;
}

async function byPython(folder: string, pairing: boolean): Promise<unknown[]> {
  const script = join(import.meta.dirname, 'folder_rules.py');
  const output = execFileSync('python3', [script, folder, ...(pairing ? [] : ['--no-pairing'])], { encoding: 'utf8' });
  const lines = output.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const { assets, ...item } = JSON.parse(line) as { assets: Asset[] };
    return { ...item, assets: assets.map(shortOf) };
  });
}

function shortOf({ role, path, contentType }: Asset): string {
  return `${role} ${path} ${contentType}`;
}
