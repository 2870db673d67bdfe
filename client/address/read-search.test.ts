import { expect, test } from 'vitest';
import { pathParam } from './read-search.ts';

test('a path of this site is read as it is, a path that leads elsewhere is not', () => {
  expect(pathParam('/d/vögel?q=grey heron')).toBe('/d/vögel?q=grey heron');
  for (const path of ['//evil.example', '/\\evil.example', '/.//evil.example', '/a/..//evil.example', 'd/birds']) {
    expect(pathParam(path), path).toBeUndefined();
  }
});
