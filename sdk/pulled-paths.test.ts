import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { VitrineError } from './errors.ts';
import { folderOf } from './testing/folder-of.ts';
import { changed } from './testing/lies.ts';
import { content, startLyingServer } from './testing/lying-server.ts';
import { filesIn, outcomeOf, placed } from './testing/outcome-of.ts';

describe('keys that are no file names elsewhere', () => {
  test.each([
    '../../../robin',
    '/etc/robin',
    'C:/robin',
    'C:\\robin',
    'CON',
    'nul.txt/aux',
    'robin. . .',
    '.../robin',
    `${'x'.repeat(179)}. y/robin`,
    'x'.repeat(300),
    '🐦'.repeat(75),
    'a//./b',
  ])('%s becomes a path inside of the folder that every system takes', async (key) => {
    const server = await startLyingServer();
    server.lie((operation, honest) =>
      operation === 'PulledItems'
        ? { data: changed(honest.data, ['dataset', 'items', 'edges', 0, 'node', 'key'], key) }
        : honest,
    );
    const { outcome, parent, folder } = await outcomeOf('pull', server);
    expect(outcome).toBeNull();
    expect(readdirSync(parent)).toEqual(['folder']);
    const [file = ''] = filesIn(folder).filter((each) => each !== 'manifest.ndjson');
    const [assets, ...segments] = file.split('/');
    expect(assets).toBe('assets');
    for (const segment of segments) {
      expect(Buffer.byteLength(segment)).toBeLessThanOrEqual(255);
      expect(segment).not.toMatch(/[. ]$|^\.|[\\:]|^(con|nul|aux)(\.|$)/i);
    }
    expect(JSON.parse(readFileSync(join(folder, 'manifest.ndjson'), 'utf8'))).toMatchObject({ key });
  });
});

describe('a folder with links in it', () => {
  test.each(['assets', 'assets/sea', placed, placed.replace('robin', '.robin').concat('.part'), 'manifest.ndjson'])(
    'a link at %s is not written through',
    async (path) => {
      const server = await startLyingServer();
      const outside = folderOf({ 'victim.txt': 'untouched', 'folder/victim.txt': 'untouched' });
      const parent = folderOf({});
      const folder = join(parent, 'folder');
      mkdirSync(join(folder, path, '..'), { recursive: true });
      symlinkSync(join(outside, /\.(txt|part|ndjson)$/.test(path) ? 'victim.txt' : 'folder'), join(folder, path));
      const { outcome } = await outcomeOf('pull', server, parent);
      expect(outcome === null || outcome instanceof VitrineError).toBe(true);
      expect(filesIn(outside).sort()).toEqual(['folder/victim.txt', 'victim.txt']);
      expect(readFileSync(join(outside, 'victim.txt'), 'utf8')).toBe('untouched');
      if (outcome === null) expect(readFileSync(join(folder, placed), 'utf8')).toBe(content);
    },
  );

  test('a dangling link makes no file at its end', async () => {
    const server = await startLyingServer();
    const outside = folderOf({});
    const parent = folderOf({});
    mkdirSync(join(parent, 'folder/assets/sea'), { recursive: true });
    const part = placed.replace('robin', '.robin').concat('.part');
    symlinkSync(join(outside, 'new.txt'), join(parent, 'folder', part));
    expect((await outcomeOf('pull', server, parent)).outcome).toBeNull();
    expect(existsSync(join(outside, 'new.txt'))).toBe(false);
  });
});
