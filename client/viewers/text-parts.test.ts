import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocksOf, partText } from './text-parts.ts';

describe('a text with spans', () => {
  test('is parted where they begin and end, also where they overlap', () => {
    const parts = partText('Call me Ishmael.', [
      { id: 'name', start: 8, end: 15 },
      { id: 'sentence', start: 0, end: 10 },
    ]);
    expect(parts.map(({ text, spanIds }) => [text, spanIds])).toEqual([
      ['Call me ', ['sentence']],
      ['Is', ['sentence', 'name']],
      ['hmael', ['name']],
      ['.', []],
    ]);
  });

  test('is parted quickly, however many spans it has', () => {
    const text = 'x'.repeat(120_000);
    const spans = Array.from({ length: 60_000 }, (_, at) => ({ id: String(at), start: at * 2, end: at * 2 + 1 }));
    const start = performance.now();
    expect(partText(text, spans)).toHaveLength(120_000);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test('counts as strings do: a whale is two', () => {
    expect(partText('🐋 sea', [{ id: 'a', start: 0, end: 2 }])[0]).toEqual({ start: 0, text: '🐋', spanIds: ['a'] });
  });

  test('is complete, whatever the spans are', () => {
    const span = fc.record({
      id: fc.string(),
      start: fc.integer({ min: -5, max: 60 }),
      end: fc.integer({ min: -5, max: 60 }),
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), fc.array(span), (text, spans) => {
        expect(
          partText(text, spans)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  test('is cut into blocks of whole lines that give it back', () => {
    const text = 'one\ntwo\nthree\nfour without an end';
    const blocks = blocksOf(text, 5);
    expect(blocks.map((block) => block.text)).toEqual(['one\ntwo\n', 'three\n', 'four without an end']);
    expect(blocks.every(({ start, text: part }) => text.startsWith(part, start))).toBe(true);
    expect(blocksOf('')).toEqual([]);
  });
});
