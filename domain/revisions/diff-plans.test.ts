import { beforeAll, expect, test } from 'vitest';
import { explaining, nodesOf, type PlanNode, rowsRead } from '#tests/kit/explaining.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { countChanges } from './count-changes.ts';
import { diffRevisions } from './diff-revisions.ts';

const lab = worldOfFile();
const count = 100_000;

// Revision 1 has all items, 2 changes every thousandth, 3 changes all of them, and 4 removes every thousandth.
beforeAll(async () => {
  const { birds, databases } = lab();
  const { id, orgId } = birds;
  const rows = (since: number, until: string, where: string) => `
    INSERT INTO item (id, org_id, dataset_id, key, position, type, metadata, created_at, content_hash, since_revision, until_revision)
    SELECT gen_random_uuid(), '${orgId}', '${id}', 'k' || n, n, 'IMAGE', '{}', 'epoch', sha256('${since}'), ${since}, ${until}
    FROM generate_series(1, ${count}) n WHERE ${where};`;
  await databases.systemPool.query(`
    SET statement_timeout = '5min';
    ${rows(1, 'CASE WHEN n % 1000 = 0 THEN 2 ELSE 3 END', 'TRUE')}
    ${rows(2, '3', 'n % 1000 = 0')}
    ${rows(3, 'CASE WHEN n % 1000 = 0 THEN 4 END', 'TRUE')}
    ANALYZE item;
    RESET statement_timeout`);
});

test.each([
  ['a few changes', 1, 2, 1_000],
  ['everything changed', 2, 3, 1_000],
  ['everything changed, from the other end', 3, 2, 1_000],
  ['a few removals', 3, 4, 1_000],
])('a page of %s reads what is on it, however deep, both ways', async (_what, from, to, most) => {
  const { bob, birds } = lab();
  const context = await bob.context();
  const first = await diffRevisions(context, birds, { from, to, first: 50 });
  expect(first.rows).toHaveLength(50);
  const cursor = first.rows.at(-1)!.cursor;
  for (const page of [{ first: 50 }, { last: 50 }, { first: 50, after: cursor }, { last: 50, before: cursor }]) {
    const roots: PlanNode[] = [];
    await diffRevisions({ ...context, db: explaining(context.db, roots) }, birds, { from, to, ...page });
    const told = roots
      .flatMap(nodesOf)
      .map((node) => `${node['Node Type']} ${node['Index Name'] ?? ''}`)
      .join(', ');
    expect(rowsRead(roots), told).toBeLessThan(most);
    expect(told).not.toContain('Seq Scan');
  }
});

test('between revisions that lie apart what was written between them is counted', async () => {
  const { bob, birds } = lab();
  const context = await bob.context();
  expect(await countChanges(context, birds, { from: 2, to: 4 })).toEqual({
    added: 0,
    changed: count - count / 1000,
    removed: count / 1000,
    kind: 'EXACT',
  });
});
