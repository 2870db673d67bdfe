import { expect, test } from 'vitest';
import { openHouse } from './house.ts';
import { pointOf } from './plan.ts';
import { strike } from './strike.ts';

/** Readers take all the CPU there is: more houses would do the same work more slowly. */
const houses = 2;
/** Points of all kinds and forms. `npm run prove -- chaos` takes 200 points with a new seed each time. */
const points = Array.from({ length: 8 }, (_, number) => pointOf('lark', number));

test('whatever is killed with -9 in the middle of a publish, readers see the whole old or new revision, and there is one', async () => {
  expect(new Set(points.map(({ target }) => target)).size).toBe(3);
  expect(new Set(points.map(({ form }) => form)).size).toBe(3);
  const results = await Promise.all(
    Array.from({ length: houses }, async (_, house) => {
      const opened = await openHouse();
      try {
        return await strike(
          opened,
          points.filter(({ number }) => number % houses === house),
        );
      } finally {
        await opened.end();
      }
    }),
  );
  expect(results.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(results.map(({ points }) => points)).toEqual([4, 4]);
  for (const { reads } of results) expect(reads).toBeGreaterThan(20);
});
