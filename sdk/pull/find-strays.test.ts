import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf } from '../testing/folder-of.ts';
import { findStrays } from './find-strays.ts';
import { openPullFolder } from './pull-folder.ts';

async function deleteStrays(root: string, wanted: readonly string[]) {
  async function* revision() {
    for (const path of wanted) yield { path };
  }
  return findStrays(await openPullFolder(root), revision(), folderOf({}), true);
}

test('a file that the file system may take for a wanted one is not deleted', async () => {
  const [upper, decomposed] = ['assets/Bird.0123456789ab.jpg', 'assets/Mu\u0308ller.0123456789ab.jpg'];
  const root = folderOf({
    [upper]: 'A bird.',
    [decomposed]: 'A portrait.',
    'assets/old.ba9876543210.jpg': 'Of before.',
  });
  const wanted = ['assets/bird.0123456789ab.jpg', 'assets/M\u00fcller.0123456789ab.jpg'];
  expect(await deleteStrays(root, wanted)).toMatchObject({ count: 1, deleted: 1 });
  expect([upper, decomposed].map((path) => existsSync(join(root, path)))).toEqual([true, true]);
});

test('a folder that may not be read is passed over', async () => {
  const root = folderOf({ 'lost+found/inode': '', 'notes.txt': '' });
  chmodSync(root, 0o755);
  chmodSync(join(root, 'lost+found'), 0);
  const isRoot = process.geteuid?.() === 0;
  const folder = await openPullFolder(root);
  const temporary = folderOf({});
  chmodSync(temporary, 0o777);
  async function* nothing() {}
  // Root can read every file.
  if (isRoot) process.seteuid!(65_534);
  try {
    expect(await findStrays(folder, nothing(), temporary, false)).toMatchObject({ count: 1, examples: ['notes.txt'] });
  } finally {
    if (isRoot) process.seteuid!(0);
    chmodSync(join(root, 'lost+found'), 0o755);
  }
});
