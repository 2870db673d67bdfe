import { expect, test } from 'vitest';
import { world } from '#tests/kit/world.ts';
import { withIndexScans } from './with-index-scans.ts';

test('every statement of a walk along indexes is planned without sorts, and none after it', async () => {
  const { alice } = await world();
  const { db } = await alice.context();
  type Setting = { sorts: string };
  const walk = await withIndexScans(db, async (tx) => [
    await tx.$queryRaw<Setting[]>`SELECT current_setting('enable_sort') AS sorts`,
    await tx.$queryRaw<Setting[]>`SELECT current_setting('enable_sort') AS sorts`,
  ]);
  expect(walk).toEqual([[{ sorts: 'off' }], [{ sorts: 'off' }]]);
  expect(await db.$queryRaw<Setting[]>`SELECT current_setting('enable_sort') AS sorts`).toEqual([{ sorts: 'on' }]);
});
