import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { worldOfFile } from '#tests/kit/world.ts';
import { type Step, stepKinds, Walk } from './walk.ts';

const lab = worldOfFile();

// The full proof takes 10,000 steps: `npx tsx tests/isolation/prove.ts`.
const steps = Number(process.env['WALK_STEPS'] ?? 300);
const stepsPerWalk = Math.min(steps, 500);

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...stepKinds),
  draw: fc.tuple(fc.nat(9_999), fc.nat(9_999), fc.nat(9_999), fc.nat(9_999)),
});

test(`whatever people do to each other in ${steps} steps, each sees what the model says, and no more`, async () => {
  let looks = 0;
  let refusals = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: stepsPerWalk, maxLength: stepsPerWalk }), async (walked) => {
      const walk = new Walk(lab());
      await walk.begin();
      for (const [index, each] of walked.entries()) {
        await walk.take(each).catch((error: unknown) => {
          throw new Error(`Step ${index} (${each.kind}): ${String(error)}`, { cause: error });
        });
      }
      await walk.lookWithAll();
      looks += walk.looks;
      refusals += walk.refusals;
    }),
    // A failed walk is repeated by its seed. Finding a shorter one would take longer than reading it.
    { numRuns: Math.ceil(steps / stepsPerWalk), endOnFailure: true },
  );
  expect(looks).toBeGreaterThan(steps / 20);
  expect(refusals).toBeGreaterThan(steps / 20);
}, 1_800_000);
