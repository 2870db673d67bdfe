import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ValidationFailed } from '#sdk/errors.ts';
import { openFolder } from '#sdk/folder/folder.ts';
import { readFolder } from '#sdk/folder/read-folder.ts';
import type { FolderOptions } from '#sdk/folder/reading.ts';
import { openHashCache } from '#sdk/hash/hash-cache.ts';
import { hashDrafts } from '#sdk/hash/hash-drafts.ts';
import { folderOf } from '#sdk/testing/folder-of.ts';
import { projectFile } from '#system/project-files.ts';
import { hasPrograms, isAtHand } from '#tests/kit/at-hand.ts';

interface Case extends Pick<FolderOptions, 'pairing' | 'include' | 'exclude' | 'types'> {
  name: string;
  files: Record<string, string>;
  /** Whether each character of a file is one byte. */
  bytes?: true;
  items?: { key: string; assets: string[] }[];
  /** Codes and paths of warnings, except for files that are empty or have other bytes than their name says. */
  warnings?: [string, string][];
  /** Codes of the issues, if nothing is published. */
  issues?: string[];
  /** Only that both say the same. */
  order?: true;
  same?: true;
}
type Result = { items: unknown[]; warnings: [string, string][] } | { issues: string[] };
interface Asset {
  role: string;
  path: string | null;
  contentType: string | null;
}

const cases = JSON.parse(readFileSync(join(import.meta.dirname, 'folder-cases.json'), 'utf8')) as Case[];
const ofContent = new Set(['EMPTY_FILE', 'WRONG_EXTENSION', 'NOT_TEXT', 'HTML_PAGE', 'LFS_POINTER']);
const hasPython = isAtHand(hasPrograms('python3'), 'python3', 'REQUIRE_PYTHON');

describe('the command line follows the rules of a folder', () => {
  test.each(cases.filter(({ order, same }) => !order && !same))('$name', async (each) => {
    const read = await bySdk(folderIn(each), each);
    if (each.issues) {
      expect(read).toEqual({ issues: each.issues });
      return;
    }
    expect(read).toMatchObject({ items: each.items });
    const named = 'warnings' in read ? read.warnings.filter(([code]) => !ofContent.has(code)) : [];
    expect(named.filter(([code]) => code === 'MANIFEST_NAME')).toEqual(each.warnings ?? []);
  });
});

test.skipIf(!hasPython)('the Python package reads each folder as the command line does', async () => {
  const folders = cases.map(folderIn);
  const input = cases.map(
    (each, index) => `${JSON.stringify({ ...each, files: undefined, folder: folders[index] })}\n`,
  );
  const { stdout, stderr } = spawnSync('python3', [projectFile('python/tests/read_cases.py')], {
    input: input.join(''),
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], PYTHONPATH: projectFile('python') },
  });
  expect(stderr).toBe('');
  const read = stdout.trimEnd().split('\n');
  expect(read).toHaveLength(cases.length);
  for (const [index, each] of cases.entries()) {
    expect({ [each.name]: JSON.parse(read[index]!) as unknown }).toEqual({
      [each.name]: await bySdk(folders[index]!, each),
    });
  }
});

function folderIn({ files, bytes }: Case): string {
  return folderOf(
    bytes
      ? Object.fromEntries(Object.entries(files).map(([path, text]) => [path, Buffer.from(text, 'latin1')]))
      : files,
  );
}

async function bySdk(folder: string, options: FolderOptions): Promise<Result> {
  const temporary = mkdtempSync(join(tmpdir(), 'vitrine-test-'));
  onTestFinished(() => rmSync(temporary, { recursive: true, force: true }));
  const { signal } = new AbortController();
  const opened = await openFolder(folder);
  const { done, notices } = readFolder(opened, temporary, signal, options);
  try {
    const drafts = await done;
    const items: unknown[] = [];
    for await (const { item, assets = [] } of drafts.rows()) items.push({ ...item, assets: assets.map(shortOf) });
    const tally = { files: 0, bytes: 0, unchangedFiles: 0 };
    await hashDrafts(opened, drafts, temporary, { cache: openHashCache(null, ''), tally, signal, notices });
    const warnings = notices.warnings.map(({ code, path }): [string, string] => [code, path]);
    return { items, warnings: warnings.sort((a, b) => (a.join('\0') < b.join('\0') ? -1 : 1)) };
  } catch (error) {
    if (!(error instanceof ValidationFailed)) throw error;
    return { issues: [...new Set(error.issues.map(({ code }) => code))].sort() };
  }
}

function shortOf({ role, path, contentType }: Asset): string {
  return `${role} ${path} ${contentType}`;
}
