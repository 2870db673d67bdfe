import type { Dataset } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import type { CountKind } from '../count-kind.ts';
import { type ItemFilter, isEmptyFilter } from './item-filter.ts';
import { itemSource } from './item-source.ts';
import { itemCountOf, roundEstimate, sampledItemsSql } from './sample-items.ts';

export interface ItemCount {
  value: number;
  kind: CountKind;
}

const countedAtMost = 10_000;
const sampled = 5_000;
/** Minimum number of matches in a sample for an estimate. */
const fewestInSample = 20;

/**
 * Counts the items that match a filter. An unfiltered count is stored with the revision. A filtered count is exact up
 * to 10,000 items. Above, it is an estimate from a sample of the revision, rounded to two digits. If the sample has too
 * few matches, returns a lower bound.
 */
export async function countItems(
  { db }: Pick<Context, 'db'>,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  revision: number,
  filter: ItemFilter,
  limit = countedAtMost,
): Promise<ItemCount> {
  const itemCount = await itemCountOf({ db }, dataset, revision);
  if (isEmptyFilter(filter)) return { value: itemCount, kind: 'EXACT' };
  const source = await itemSource({ db }, dataset, revision, filter, { most: limit + 1 });
  const [counted] = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM (SELECT ${source.sql} LIMIT ${limit + 1}) counted`;
  const value = Number(counted?.count ?? 0);
  if (value <= limit) return { value, kind: 'EXACT' };

  const [sample] = await db.$queryRaw<{ looked: number; matched: number }[]>`
    WITH ${sampledItemsSql(dataset, revision, filter, sampled)}
    SELECT count(*)::integer AS looked, count(*) FILTER (WHERE matches)::integer AS matched FROM looked`;
  const { looked, matched } = sample!;
  if (matched < fewestInSample) return { value: limit, kind: 'AT_LEAST' };
  const estimate = roundEstimate((itemCount * matched) / looked);
  return { value: Math.min(Math.max(estimate, value), itemCount), kind: 'ESTIMATE' };
}
