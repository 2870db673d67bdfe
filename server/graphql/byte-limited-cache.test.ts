import { expect, test } from 'vitest';
import { ByteLimitedCache } from './byte-limited-cache.ts';

test('values beyond the limit leave, the least recently used first', () => {
  const cache = new ByteLimitedCache<string>(350);
  for (const key of ['a', 'b', 'c']) cache.set(key, key, 100);
  expect(cache.get('a')).toBe('a');
  cache.set('d', 'd', 100);
  expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual(['a', undefined, 'c', 'd']);
  expect(cache.byteSize).toBe(306);
});

test('a value that replaces another counts once, and one beyond the limit is not kept', () => {
  const cache = new ByteLimitedCache<string>(350);
  cache.set('a', 'first', 100);
  cache.set('a', 'second', 50);
  expect([cache.get('a'), cache.byteSize]).toEqual(['second', 52]);
  cache.set('b', 'long', 1_000);
  expect([cache.get('b'), cache.byteSize]).toEqual([undefined, 0]);
});

test('the length of a key counts', () => {
  const cache = new ByteLimitedCache<string>(350);
  cache.set('x'.repeat(200), 'short', 1);
  expect(cache.byteSize).toBe(0);
});
