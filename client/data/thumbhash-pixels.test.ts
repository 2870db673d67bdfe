import * as fc from 'fast-check';
import { rgbaToThumbHash, thumbHashToRGBA } from 'thumbhash';
import { expect, test } from 'vitest';
import { thumbhashPixels } from './thumbhash-pixels.ts';

test('the pixels are those of the package', () => {
  const edge = fc.integer({ min: 6, max: 32 });
  const pictures = fc.record({ width: edge, height: edge, seed: fc.nat(9_999), isOpaque: fc.boolean() });
  fc.assert(
    fc.property(pictures, ({ width, height, seed, isOpaque }) => {
      const pixels = Uint8Array.from({ length: width * height * 4 }, (_, index) =>
        index % 4 === 3 && isOpaque ? 255 : 128 + 127 * Math.sin((index * seed) / 997),
      );
      const hash = rgbaToThumbHash(width, height, pixels);
      const { w, h, rgba } = thumbHashToRGBA(hash);
      const made = thumbhashPixels(hash);
      expect([made.width, made.height]).toEqual([w, h]);
      expect(Math.max(...made.data.map((value, index) => Math.abs(value - rgba[index]!)))).toBeLessThanOrEqual(1);
    }),
  );
});
