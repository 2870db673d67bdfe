import { describe, expect, test } from 'vitest';
import { boundsOf, pathOf, readShape } from './annotation-shape.ts';

const picture = { width: 200, height: 100 };

describe('the shape of an annotation', () => {
  test('becomes a path in pixels of the picture', () => {
    const path = (kind: 'BOX' | 'POLYGON' | 'POLYLINE' | 'POINT', geometry: object) => {
      const shape = readShape(kind, geometry);
      return shape && pathOf(shape, picture);
    };
    expect(path('BOX', { x: 0.1, y: 0.2, width: 0.5, height: 0.25 })).toBe('M20 20H120V45H20Z');
    expect(
      path('POLYGON', {
        points: [
          [0, 0],
          [1, 0],
          [0.5, 1],
        ],
      }),
    ).toBe('M0 0L200 0L100 100Z');
    expect(
      path('POLYLINE', {
        points: [
          [0, 0],
          [1 / 3, 1],
        ],
      }),
    ).toBe('M0 0L66.67 100');
    expect(path('POINT', { x: 0.5, y: 0.5 })).toBe('M100 50h0');
  });

  test('is nothing where the geometry is not what its kind promises', () => {
    expect(readShape('BOX', { x: 0.1, y: 0.2, width: '0.5', height: 1 })).toBeNull();
    expect(readShape('BOX', null)).toBeNull();
    expect(readShape('POLYGON', { points: [[0, 0]] })).toBeNull();
    expect(readShape('POLYGON', { points: 'M0 0' })).toBeNull();
    expect(readShape('TIME_RANGE', { startSeconds: 1 })).toBeNull();
    expect(readShape('CLASSIFICATION', {})).toEqual({ kind: 'CLASSIFICATION' });
  });

  test('covers a region of the picture, if it is in one', () => {
    expect(
      boundsOf(
        {
          kind: 'POLYGON',
          points: [
            [0.5, 0.1],
            [0.75, 0.6],
            [0.6, 1],
          ],
        },
        picture,
      ),
    ).toEqual({ x: 100, y: 10, width: 50, height: 90 });
    expect(boundsOf({ kind: 'TEXT_SPAN', start: 0, end: 3 }, picture)).toBeNull();
  });
});
