import { expect, test } from 'vitest';
import { readSitePath } from './site-path.ts';

test.each([
  ['/', '/'],
  ['/o/lumen?view=grid#top', '/o/lumen?view=grid#top'],
  ['/d/a/../b', '/d/b'],
  ['/d/vögel', '/d/v%C3%B6gel'],
  ['/login?next=//evil.example', '/login?next=//evil.example'],
])('%j is a path of this site', (text, path) => {
  expect(readSitePath(text)).toBe(path);
});

test.each([
  '',
  'o/lumen',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/o/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  '/./%2e//evil.example',
  '/a/..//evil.example',
  '/a/%2e%2e//evil.example',
  '/..//evil.example/?q',
])('%j is not', (text) => {
  expect(readSitePath(text)).toBeNull();
});
