import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clampOffset,
  type GridSettings,
  itemsOf,
  layOutGrid,
  moveFrom,
  offsetOf,
  offsetShowing,
  placeAt,
  rowsInView,
  rowTop,
} from './grid-maths.ts';

const photos: GridSettings = {
  itemCount: 100_000,
  width: 1_000,
  viewportHeight: 700,
  minTileWidth: 160,
  tileHeight: (width) => width + 24,
  gap: 8,
  padding: 12,
  devicePixelRatio: 1,
};

describe('the layout of a grid', () => {
  test('fills the width with as many columns as fit', () => {
    expect(layOutGrid(photos)).toMatchObject({ columns: 5, tileWidth: 188, tileHeight: 212, rows: 20_000, ratio: 1 });
    expect(layOutGrid({ ...photos, width: 200 })).toMatchObject({ columns: 1, tileWidth: 176 });
    expect(layOutGrid({ ...photos, minTileWidth: undefined })).toMatchObject({ columns: 1, tileWidth: 976 });
    expect(layOutGrid({ ...photos, itemCount: 0 })).toMatchObject({ rows: 0, contentHeight: 0 });
  });

  test('never scrolls an element higher than the browser can make, and still reaches the last row', () => {
    for (const devicePixelRatio of [1, 2, 3]) {
      const layout = layOutGrid({ ...photos, itemCount: 10_000_000, devicePixelRatio });
      expect(layout.spacerHeight).toBeLessThanOrEqual(15_000_000);
      expect(layout.spacerHeight * devicePixelRatio).toBeLessThanOrEqual(30_000_000);
      const bottom = (layout.spacerHeight - layout.viewportHeight) * layout.ratio;
      expect(bottom).toBeCloseTo(layout.contentHeight - layout.viewportHeight);
      expect(rowsInView(layout, bottom).last).toBe(layout.rows - 1);
    }
  });

  const anyGrid = fc
    .record({
      itemCount: fc.integer({ min: 1, max: 2_000_000 }),
      width: fc.integer({ min: 100, max: 3_000 }),
      viewportHeight: fc.integer({ min: 50, max: 2_000 }),
      minTileWidth: fc.integer({ min: 60, max: 400 }),
    })
    .map((some) => layOutGrid({ ...photos, ...some }));

  test('a row is in view exactly when a pixel of its tiles is in the viewport', () => {
    fc.assert(
      fc.property(anyGrid, fc.double({ min: 0, max: 1, noNaN: true }), (layout, share) => {
        const offset = clampOffset(layout, share * layout.contentHeight);
        const { first, last } = rowsInView(layout, offset);
        expect(first).toBeLessThanOrEqual(last);
        const isSeen = (row: number) =>
          rowTop(layout, row) < offset + layout.viewportHeight && rowTop(layout, row) + layout.tileHeight > offset;
        expect([first - 1, last + 1].filter((row) => row >= 0 && row < layout.rows && isSeen(row))).toEqual([]);
        expect(first === last || (isSeen(first) && isSeen(last))).toBe(true);
        const { firstIndex, lastIndex } = itemsOf(layout, { first, last });
        expect(lastIndex).toBeLessThan(layout.itemCount);
        expect(lastIndex - firstIndex).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('a place leads back to the very pixel it was taken at', () => {
    fc.assert(
      fc.property(anyGrid, fc.nat(), (layout, share) => {
        const offset = clampOffset(layout, share % Math.ceil(layout.contentHeight + 1));
        expect(offsetOf(layout, placeAt(layout, offset))).toBe(offset);
      }),
    );
  });

  test('showing an item puts it into view and moves nothing when it is there', () => {
    fc.assert(
      fc.property(anyGrid, fc.nat(), fc.nat(), (layout, from, to) => {
        fc.pre(layout.viewportHeight > layout.rowHeight + 2 * layout.padding);
        const offset = clampOffset(layout, from % (layout.contentHeight + 1));
        const index = to % layout.itemCount;
        const shown = offsetShowing(layout, offset, index);
        const top = rowTop(layout, Math.floor(index / layout.columns));
        expect(top).toBeGreaterThanOrEqual(shown);
        expect(top + layout.tileHeight).toBeLessThanOrEqual(shown + layout.viewportHeight);
        expect(offsetShowing(layout, shown, index)).toBe(shown);
      }),
    );
  });

  test('the keyboard stays inside the list, and next from the start reaches every item', () => {
    const small = layOutGrid({ ...photos, itemCount: 13 });
    const walked = [0];
    for (let i = 0; i < 20; i++) walked.push(moveFrom(small, walked.at(-1) ?? 0, 'next'));
    expect([...new Set(walked)]).toEqual(Array.from({ length: 13 }, (_, i) => i));
    expect(moveFrom(small, 2, 'down')).toBe(7);
    expect(moveFrom(small, 9, 'down')).toBe(12);
    expect(moveFrom(small, 11, 'down')).toBe(11);
    expect(moveFrom(small, 3, 'up')).toBe(3);
    expect(moveFrom(small, 4, 'end')).toBe(12);
    expect(moveFrom(small, 12, 'home')).toBe(0);
    expect(moveFrom(small, 1, 'pageDown')).toBe(12);
    expect(moveFrom(small, 12, 'pageUp')).toBe(2);
  });
});
