import * as fc from 'fast-check';
import { isInputObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '#schema/index.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { conditions, walk } from './item-shapes.ts';
import { type Walked, walkItems } from './walk-items.ts';

const lab = worldOfFile();

const runs = Number(process.env['PAGING_RUNS'] ?? 300);
/** Number of parallel walks: they wait for the database most of the time. */
const walkers = 4;

test('the proof knows every condition a filter can have', () => {
  const filter = schema.getType('ItemFilter');
  const fields = isInputObjectType(filter) ? Object.keys(filter.getFields()) : [];
  expect([...Object.keys(conditions), 'and', 'or', 'not'].sort(), 'put new ones into item-shapes.ts').toEqual(
    fields.sort(),
  );
});

test(`${runs} walks in all orders, under all filters, both ways, while others insert, delete and publish`, async () => {
  const sum: Walked = { pages: 0, changes: 0, rows: 0 };
  const property = fc.asyncProperty(walk, async (each) => {
    const walked = await walkItems(lab(), each);
    for (const name of ['pages', 'changes', 'rows'] as const) sum[name] += walked[name];
  });
  await Promise.all(Array.from({ length: walkers }, () => fc.assert(property, { numRuns: Math.ceil(runs / walkers) })));
  console.log(
    `paging: ${runs} of ${runs} walks saw what was there throughout exactly once, in ${sum.pages} pages of ${sum.rows} rows between ${sum.changes} changes`,
  );
  expect(sum.changes).toBeGreaterThan(runs);
  expect(sum.pages).toBeGreaterThan(runs);
}, 1_800_000);
