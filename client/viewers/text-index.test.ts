import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countColumns, rowStarts } from './text-columns.ts';
import { maxPieceLength, TextIndex } from './text-index.ts';
import { TextRows } from './text-rows.ts';

function indexOf(...parts: string[]): TextIndex {
  const index = new TextIndex();
  for (const part of parts) index.append(part);
  return index;
}

describe('lines of a text that is read in parts', () => {
  test('are the same as if it were read at once', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[ab\n]{0,12}$/)), (parts) => {
        const index = indexOf(...parts);
        const text = parts.join('');
        const expected = text === '' ? [] : text.replace(/\n$/, '').split('\n');
        expect(index.lineCount).toBe(expected.length);
        expected.forEach((line, at) => {
          const piece = index.pieceOfLine(at + 1);
          expect(index.lineNumberOf(piece)).toBe(at + 1);
          expect(text.slice(index.startOf(piece)).startsWith(line)).toBe(true);
        });
      }),
    );
  });

  test('have pieces if they are long, none of which ends inside a character', () => {
    const text = `${'a'.repeat(maxPieceLength - 1)}🐋${'b'.repeat(maxPieceLength * 2)}\nlast`;
    const index = indexOf(text);
    expect(index.lineCount).toBe(2);
    expect(index.pieceCount).toBe(5);
    expect(text.slice(index.startOf(1), index.startOf(1) + 2)).toBe('🐋');
    expect(index.lineNumberOf(1)).toBeUndefined();
    expect(index.lineNumberOf(4)).toBe(2);
    expect(index.pieceAt(text.length - 1)).toBe(4);
  });
});

describe('columns', () => {
  test('of wide characters, marks, tabs and escape sequences', () => {
    expect(countColumns('heron')).toBe(5);
    expect(countColumns('白鷺')).toBe(4);
    expect(countColumns('e\u0301')).toBe(1);
    expect(countColumns('a\tb')).toBe(5);
    expect(countColumns('🐋')).toBe(2);
    expect(countColumns('\u001b[1;31mred\u001b[0m')).toBe(3);
  });

  test('of a row are never more than fit, but for a wide character at its end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 5, max: 30 }), (text, columns) => {
        const line = text.replaceAll(/[\n\r]/g, ' ');
        const starts = rowStarts(line, columns);
        const counted = Math.max(1, Math.ceil(countColumns(line) / columns));
        // A wide character at the very end may leave one row empty.
        expect([counted, counted - 1]).toContain(starts.length);
        expect(starts[0]).toBe(0);
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      }),
    );
  });
});

test('rows lead to their pieces and back, also when the text grows', () => {
  const index = indexOf(`${'a'.repeat(25)}\n\nshort\n`);
  const rows = new TextRows(index, 10);
  expect(rows.rowCount).toBe(5);
  expect([0, 1, 2, 3, 4].map((row) => rows.pieceOf(row))).toEqual([0, 0, 0, 1, 2]);
  index.append('more\n');
  rows.update();
  expect(rows.rowCount).toBe(6);
  expect(rows.firstRowOf(3)).toBe(5);
});
