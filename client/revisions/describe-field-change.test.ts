import { expect, test } from 'vitest';
import { describeFieldChange } from './describe-field-change.ts';

test('tags tell which came and went, or that their order did', () => {
  expect(describeFieldChange({ field: 'TAGS', before: ['a', 'b'], after: ['b', 'c'] })).toEqual({
    name: 'Tags',
    before: 'a',
    after: 'c',
  });
  expect(describeFieldChange({ field: 'TAGS', before: ['a', 'b'], after: ['b', 'a'] }).after).toBe('reordered: b, a');
  expect(describeFieldChange({ field: 'TAGS', before: ['a', 'b'], after: ['a'] })).toMatchObject({
    before: 'b',
    after: '',
  });
});

test('metadata, files and annotations tell what was and what is', () => {
  expect(describeFieldChange({ field: 'METADATA', pointer: '/camera/iso', before: 100, after: null })).toEqual({
    name: '/camera/iso',
    before: '100',
    after: '',
  });
  const file = { filename: 'a.jpg', contentType: 'image/jpeg', sha256: '0123456789' };
  expect(describeFieldChange({ field: 'ASSETS', role: 'PRIMARY', before: null, after: file })).toEqual({
    name: 'primary file',
    before: '',
    after: 'a.jpg (01234567)',
  });
  expect(
    describeFieldChange({ field: 'ANNOTATIONS', before: [], after: [{ label: 'owl', confidence: 0.5 }] }).after,
  ).toBe('owl 0.5');
});
