import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockDataFolder } from '#system/data-lock.ts';
import { findOrigin } from './find-origin.ts';

test('links begin with the address that people use, with its path', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'vitrine-origin-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const env = { DATA_DIR: directory, PORT: '4100' };
  expect(await findOrigin(env)).toBe('http://localhost:4100');
  expect(await findOrigin({ ...env, PORT: '0' })).toBe('http://localhost:4000');
  expect(await findOrigin({ ...env, PUBLIC_URL: 'https://host.example/vitrine/' })).toBe(
    'https://host.example/vitrine',
  );

  const lock = await lockDataFolder(directory);
  onTestFinished(lock.release);
  lock.announce('http://localhost:4200/vitrine');
  expect(await findOrigin(env)).toBe('http://localhost:4200/vitrine');
});
