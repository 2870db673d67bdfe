import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Label, labelHeight, placeLabels } from './place-labels.ts';

const stage = { width: 800, height: 600 };
const point = (x: number, y: number, width = 60): Label => ({ x, y, width, isPoint: true });

test('labels of points cover neither each other nor other points', () => {
  const anyPoint = fc.record({
    x: fc.integer({ min: 0, max: 800 }),
    y: fc.integer({ min: 0, max: 600 }),
    width: fc.integer({ min: 20, max: 240 }),
    isPoint: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(anyPoint, { maxLength: 40 }), (labels) => {
      const placed = placeLabels(labels, stage);
      for (const [index, a] of placed.entries()) {
        const isOver = (x: number, y: number, width: number, height: number) =>
          a.x < x + width && x < a.x + a.label.width && a.y < y + height && y < a.y + labelHeight;
        expect(placed.some((b, other) => other > index && isOver(b.x, b.y, b.label.width, labelHeight))).toBe(false);
        expect(labels.some((b) => b.isPoint && b !== a.label && isOver(b.x - 8, b.y - 8, 16, 16))).toBe(false);
      }
    }),
  );
});

test('two eyes close together have both their names, one on each side', () => {
  const placed = placeLabels([point(400, 300), point(424, 300)], stage);
  expect(placed.map(({ x }) => x)).toEqual([400 - 9 - 60, 424 + 9]);
});

test('the name of the shape under the pointer is there even without room', () => {
  const crowd = Array.from({ length: 60 }, (_, index) => point(400 + (index % 8) * 9, 300 + Math.floor(index / 8) * 9));
  expect(placeLabels(crowd, stage, 0)[0]?.label).toBe(crowd[0]);
});
