import { expect, test } from 'vitest';
import type { Db } from '#database/databases.ts';
import { newId } from '#domain/ids.ts';
import { Prisma } from '#prisma/client/client.ts';
import { explaining, type PlanNode, rowsRead } from '#tests/kit/explaining.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { world } from '#tests/kit/world.ts';
import { storeFileWords } from './store-file-words.ts';
import { textWords } from './words.ts';

test.each([true, false])(
  'four times as many items of one file read four times as many rows, with statistics (%s), and all of them get its words',
  async (withStatistics) => {
    const few = await storeWordsOfSharedFile(500, withStatistics);
    const many = await storeWordsOfSharedFile(2_000, withStatistics);
    expect(many).toBeLessThan(5 * few);
  },
);

/** Stores the words of a file that items share, some of them in two roles. Returns the number of rows read. */
async function storeWordsOfSharedFile(count: number, withStatistics: boolean): Promise<number> {
  const { databases, lumen } = await world();
  const { system } = databases;
  const orgId = lumen.id;
  const dataset = { id: newId(), orgId };
  await system.dataset.create({ data: { ...dataset, slug: `shared-by-${count}`, name: 'Shared' } });
  await seedItems(
    system,
    dataset,
    Array.from({ length: count }, (_, index) => ({ key: `k${index}`, position: index + 1 })),
  );
  const file = await system.asset.create({
    data: {
      id: newId(),
      orgId,
      sha256: String(count).padStart(64, '0'),
      byteSize: 1,
      contentType: 'text/plain',
      objectKey: `shared-by-${count}`,
      verifiedAt: new Date(),
    },
  });
  await system.$executeRaw`
    INSERT INTO item_asset (org_id, item_id, role, asset_id)
    SELECT i.org_id, i.id, role, ${file.id}::uuid FROM item i CROSS JOIN unnest(enum_range(NULL::"AssetRole")) AS role
    WHERE i.dataset_id = ${dataset.id}::uuid AND (role = 'TRANSCRIPT' OR role = 'ATTACHMENT' AND i.position % 3 = 0)`;
  if (withStatistics) {
    await system.$executeRaw`ANALYZE item`;
    await system.$executeRaw`ANALYZE item_asset`;
  }

  const roots: PlanNode[] = [];
  await storeFileWords({ db: explainingAll(system, roots) }, file, 'TEXT', textWords('A heron waits'));
  const [found] = await system.$queryRaw<{ count: number }[]>`
    SELECT count(*)::integer AS count FROM item WHERE dataset_id = ${dataset.id}::uuid AND words @@ 'heron'::tsquery`;
  expect(found!.count).toBe(count);
  return rowsRead(roots);
}

/** Returns a database client that records the plans of its queries and updates, and of those in its transactions. */
function explainingAll(db: Db, roots: PlanNode[]): Db {
  return new Proxy(explaining(db, roots), {
    get(target, name, receiver) {
      if (name !== '$transaction') return Reflect.get(target, name, receiver) as unknown;
      return (work: (tx: Db) => Promise<unknown>, options: object) =>
        db.$transaction((tx) => work(explainingUpdates(tx as Db, roots)), options);
    },
  });
}

function explainingUpdates(tx: Db, roots: PlanNode[]): Db {
  return new Proxy(explaining(tx, roots), {
    get(target, name, receiver) {
      if (name !== '$executeRaw') return Reflect.get(target, name, receiver) as unknown;
      return async (text: TemplateStringsArray, ...values: unknown[]) => {
        if (!text[0]!.trim().startsWith('UPDATE')) return tx.$executeRaw(text, ...values);
        // EXPLAIN ANALYZE executes the update.
        const [row] = await tx.$queryRaw<{ 'QUERY PLAN': { Plan: PlanNode }[] }[]>`
          EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${Prisma.sql(text, ...values)}`;
        roots.push(row!['QUERY PLAN'][0]!.Plan);
        return 0;
      };
    },
  });
}
