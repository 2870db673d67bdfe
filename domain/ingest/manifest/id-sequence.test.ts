import { version } from 'uuid';
import { expect, test, vi } from 'vitest';
import { isId } from '../../ids.ts';
import { nextId } from './id-sequence.ts';

test('a manifest gets ids of the seventh version, each once, in the order they are made', () => {
  const ids = Array.from({ length: 50_000 }, nextId);
  expect(ids.every((id) => isId(id) && version(id) === 7)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
});

test('two ids share no randomness, also across draws', () => {
  const tails = Array.from({ length: 5_000 }, () => nextId().slice(-8));
  expect(new Set(tails).size).toBeGreaterThan(4_990);
});

test('a clock that is set back does not bring ids back', () => {
  const before = nextId();
  vi.useFakeTimers({ now: Date.now() - 3_600_000 });
  const after = nextId();
  vi.useRealTimers();
  expect(after > before).toBe(true);
});
