import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nameOfItem } from './item-name.ts';

test('an item is named by its title, else its key, with invisible characters shown', () => {
  expect(nameOfItem({ title: 'Wren\u200b', key: 'wren' })).toBe(String.raw`Wren\u{200b}`);
  expect(nameOfItem({ title: ' \u3000', key: 'wren' })).toBe('wren');
  expect(nameOfItem({ title: '', key: 'wren' })).toBe('wren');
  expect(nameOfItem({ title: null, key: 'wren\u202e' })).toBe(String.raw`wren\u{202e}`);
});

test('no component shows a title, key or name past it', () => {
  const files = readdirSync('client', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx'));
  const unescaped = files.flatMap((path) => {
    const source = readFileSync(join('client', path), 'utf8');
    const shown = source.matchAll(
      /title \?\? (\w+\.)?key|^\s*\{((\w+\.)*(key|itemKey)|(\w+\.)+name)\}|>\{((\w+\.)*(key|itemKey)|(\w+\.)+name)\}/gm,
    );
    return Array.from(shown, ([text]) => `${path}: ${text.trim()}`);
  });
  expect(unescaped).toEqual([]);
});
