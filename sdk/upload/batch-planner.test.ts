import { expect, test } from 'vitest';
import { createBatchPlanner } from './batch-planner.ts';

const kB = 1024;
const MB = 1024 ** 2;

test('on a fast line batches grow to what one call takes', () => {
  const line = plannerAt({ filesPerSecond: 400, byteSize: 10 * kB });
  expect(line.sizes(6)).toEqual([64, 128, 256, 500, 500, 500]);
});

test('on a slow line a batch is about a minute of work', () => {
  const line = plannerAt({ filesPerSecond: 0.5, byteSize: 100 * kB });
  expect(line.sizes(4).slice(1)).toEqual([30, 30, 30]);
});

test('large files make small batches, and one always fits', () => {
  const line = plannerAt({ filesPerSecond: 1 / 40, byteSize: 64 * MB });
  expect(line.sizes(4)).toEqual([1, 1, 1, 1]);
});

/** Simulates a connection of a given speed, and returns the sizes of the batches planned for it. */
function plannerAt({ filesPerSecond, byteSize }: { filesPerSecond: number; byteSize: number }) {
  let milliseconds = 0;
  const planner = createBatchPlanner(60, () => milliseconds);
  const sent = { files: 0, bytes: 0 };
  return {
    sizes: (count: number) =>
      Array.from({ length: count }, () => {
        planner.measure(sent);
        const batch = { files: 0, bytes: 0 };
        while (planner.fits(batch, byteSize)) {
          batch.files += 1;
          batch.bytes += byteSize;
        }
        sent.files += batch.files;
        sent.bytes += batch.bytes;
        milliseconds += (batch.files / filesPerSecond) * 1_000;
        return batch.files;
      }),
  };
}
