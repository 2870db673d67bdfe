import { expect, test } from 'vitest';
import { byteSizeOfPart, partByteSizeFor, partCountOf } from './part-layout.ts';

const gibibyte = 1024 ** 3;

test.each([64 * 1024 ** 2 + 1, 5 * gibibyte, 50 * gibibyte, 50 * gibibyte + 1, 1024 * gibibyte, 5 * 1024 * gibibyte])(
  'a file of %d bytes is cut into parts that a store takes, and that make the file',
  (byteSize) => {
    const layout = { byteSize, partByteSize: partByteSizeFor(byteSize) };
    const partCount = partCountOf(layout);
    expect(layout.partByteSize).toBeGreaterThanOrEqual(8 * 1024 ** 2);
    expect(layout.partByteSize).toBeLessThanOrEqual(5 * gibibyte);
    expect(partCount).toBeLessThanOrEqual(10_000);
    expect(byteSizeOfPart(layout, 1)).toBe(layout.partByteSize);
    const last = byteSizeOfPart(layout, partCount);
    expect(last).toBeGreaterThan(0);
    expect((partCount - 1) * layout.partByteSize + last).toBe(byteSize);
  },
);
