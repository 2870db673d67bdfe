import { expect, test } from 'vitest';
import { formatByteSize, formatDuration, formatRelativeTime } from './format.ts';

test('sizes are read in decimal units', () => {
  expect([0, 1, 999, 1_536, 999_000, 12_345_678, 5e9].map(formatByteSize)).toEqual([
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1.5 kB',
    '999 kB',
    '12.3 MB',
    '5 GB',
  ]);
});

test('durations look like a player shows them', () => {
  expect([0, 7.9, 754, 3_723].map((seconds) => formatDuration(seconds))).toEqual(['0:00', '0:07', '12:34', '1:02:03']);
  expect(formatDuration(59.999, 2)).toBe('0:59.99');
  expect(formatDuration(61.5, 2)).toBe('1:01.50');
});

test('times are told from now', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  expect(formatRelativeTime('2026-11-24T11:59:40Z', now)).toBe('now');
  expect(formatRelativeTime('2026-11-24T09:00:00Z', now)).toBe('3 hours ago');
  expect(formatRelativeTime('2026-11-23T12:00:00Z', now)).toBe('yesterday');
});
