import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemFor, publishItems } from '#tests/kit/publish.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { files } from './manifest-items.ts';
import { steps } from './steps.ts';
import { Story } from './story.ts';

const lab = worldOfFile();

// `npm run prove -- publish-model` runs 1,000.
const stories = Number(process.env['MODEL_STORIES'] ?? 25);
const length = 24;

test(`${stories} random stories of sessions, publishes, replays and crashes give the items of a simple model at every revision`, async () => {
  const { alice, birds } = lab();
  // Both files now belong to the organization, and need not be sent again.
  const known = files.slice(0, 2);
  await publishItems(
    alice,
    birds.id,
    known.map((file, index) => itemFor(`file-${index}`, file)),
    known,
  );
  const taken = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(steps(length), async (story) => {
      const run = new Story(lab());
      await run.begin();
      for (const [index, step] of story.entries()) {
        await run.take(step).catch((error: unknown) => {
          throw new Error(`Step ${index} (${step.kind}): ${String(error)}`, { cause: error });
        });
      }
      await run.end();
      for (const [what, count] of run.taken) taken.set(what, (taken.get(what) ?? 0) + count);
    }),
    // A failed story is repeated by its seed. Finding a shorter one would take longer than reading it.
    { numRuns: stories, endOnFailure: true },
  );
  if (process.env['MODEL_STORIES']) {
    const figures = [...taken].sort(([, one], [, other]) => other - one).map(([what, count]) => `${what} ${count}`);
    console.log(`publish-model: ${stories} stories of ${length} steps, no difference; ${figures.join(', ')}`);
  }
  for (const what of ['published', 'noop', 'replayed', 'taken over', 'validation_failed', 'resumed']) {
    expect(taken.get(what) ?? 0, what).toBeGreaterThan(0);
  }
}, 3_600_000);
