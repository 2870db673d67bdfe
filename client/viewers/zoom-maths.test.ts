import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clampView, fitView, isFitted, panView, pixelAt, regionView, zoomView } from './zoom-maths.ts';

const stage = { width: 1_000, height: 700 };
const panorama = { width: 4_000, height: 300 };

describe('a view of a picture', () => {
  test('fits a panorama by its width, in the middle, and leaves a small picture as it is', () => {
    expect(fitView(panorama, stage)).toEqual({ scale: 0.238, x: 24, y: (700 - 300 * 0.238) / 2 });
    expect(fitView({ width: 100, height: 60 }, stage)).toEqual({ scale: 1, x: 450, y: 320 });
    expect(isFitted(fitView(panorama, stage), panorama, stage)).toBe(true);
  });

  test('zooming keeps what is under the cursor under the cursor', () => {
    const picture = { width: 4_000, height: 3_000 };
    const before = { scale: 1, x: -1_500, y: -1_000 };
    const at = { x: 300, y: 500 };
    const after = zoomView(before, 2, at, picture, stage);
    expect((at.x - after.x) / after.scale).toBeCloseTo((at.x - before.x) / before.scale);
    expect((at.y - after.y) / after.scale).toBeCloseTo((at.y - before.y) / before.scale);
  });

  test('cannot be lost: whatever one does, a part of the picture stays on the stage', () => {
    const size = fc.record({ width: fc.integer({ min: 1, max: 20_000 }), height: fc.integer({ min: 1, max: 20_000 }) });
    const step = fc.record({
      factor: fc.double({ min: 0.05, max: 20, noNaN: true }),
      x: fc.integer({ min: -9_999, max: 9_999 }),
      y: fc.integer({ min: -9_999, max: 9_999 }),
    });
    fc.assert(
      fc.property(size, fc.array(step, { maxLength: 20 }), (picture, steps) => {
        let view = fitView(picture, stage);
        for (const { factor, x, y } of steps) {
          view = zoomView(panView(view, { x, y }, picture, stage), factor, { x: 500, y: 350 }, picture, stage);
          expect(view.x).toBeLessThan(stage.width);
          expect(view.y).toBeLessThan(stage.height);
          expect(view.x + picture.width * view.scale).toBeGreaterThan(0);
          expect(view.y + picture.height * view.scale).toBeGreaterThan(0);
          expect(clampView(view, picture, stage)).toEqual(view);
        }
      }),
    );
  });

  test('brings a region into the middle', () => {
    const picture = { width: 4_000, height: 3_000 };
    const view = regionView({ x: 2_000, y: 1_500, width: 400, height: 200 }, picture, stage);
    expect(view.x + 2_200 * view.scale).toBeCloseTo(500);
    expect(view.y + 1_600 * view.scale).toBeCloseTo(350);
  });
});

test('a point of the stage is in a pixel of the picture, at any zoom', () => {
  expect(pixelAt({ x: 10, y: 20 }, { x: 10, y: 20, scale: 0.5 }, { width: 400, height: 300 })).toEqual({ x: 0, y: 0 });
  expect(pixelAt({ x: 209, y: 169 }, { x: 10, y: 20, scale: 0.5 }, { width: 400, height: 300 })).toEqual({
    x: 398,
    y: 298,
  });
  expect(pixelAt({ x: 15.9, y: 0 }, { x: 0, y: -1_600, scale: 16 }, { width: 400, height: 300 })).toEqual({
    x: 0,
    y: 100,
  });
});

test('beside the picture there is none', () => {
  const view = { x: 10, y: 20, scale: 0.5 };
  for (const point of [
    { x: 9, y: 30 },
    { x: 30, y: 19 },
    { x: 210, y: 30 },
    { x: 30, y: 170 },
  ]) {
    expect(pixelAt(point, view, { width: 400, height: 300 })).toBeUndefined();
  }
});
