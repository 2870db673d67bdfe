import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundSigningTime } from './signing-clock.ts';

test('a URL lives no longer than it should, and no less than half of that', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      fc.integer({ min: 60, max: 300 }),
      (now, ttlSeconds) => {
        const leftSeconds = (roundSigningTime(now, ttlSeconds).getTime() - now.getTime()) / 1000 + ttlSeconds;
        expect(leftSeconds).toBeLessThanOrEqual(ttlSeconds);
        expect(leftSeconds).toBeGreaterThan(ttlSeconds / 2);
      },
    ),
  );
});

test('all who ask within half its life count as one', () => {
  const times = Array.from({ length: 300 }, (_, second) =>
    roundSigningTime(new Date(Date.UTC(2026, 0, 1, 0, 0, second)), 300),
  );
  expect(new Set(times.map(Number)).size).toBe(2);
});
