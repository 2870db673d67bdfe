import type { Dataset } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { type ItemFilter, isEmptyFilter } from './item-filter.ts';
import { itemSource } from './item-source.ts';

export interface ItemCount {
  value: number;
  kind: 'EXACT' | 'AT_LEAST';
}

const countedAtMost = 10_000;

/**
 * How many items a filter leaves. Without a filter the revision knows; with one they are counted, up to 10,000, above
 * which the answer says "at least".
 */
export async function countItems(
  { db }: Pick<Context, 'db'>,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  revision: number,
  filter: ItemFilter,
): Promise<ItemCount> {
  if (isEmptyFilter(filter)) {
    const row = await db.datasetRevision.findUnique({
      where: { orgId_datasetId_number: { orgId: dataset.orgId, datasetId: dataset.id, number: revision } },
      select: { itemCount: true },
    });
    return { value: row?.itemCount ?? 0, kind: 'EXACT' };
  }
  const source = await itemSource({ db }, dataset, revision, filter);
  const [counted] = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM (SELECT ${source.sql} LIMIT ${countedAtMost + 1}) counted`;
  const value = Number(counted?.count ?? 0);
  return value > countedAtMost ? { value: countedAtMost, kind: 'AT_LEAST' } : { value, kind: 'EXACT' };
}
