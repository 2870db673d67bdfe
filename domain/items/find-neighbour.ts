import type { Item } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { readableRevision } from '../datasets/readable-revision.ts';
import type { ItemFilter } from './item-filter.ts';
import { beyondSql, defaultItemOrder, type ItemOrder, itemOrderSql, sortValueSql } from './item-order.ts';
import { itemSource } from './item-source.ts';

export interface NeighbourInput {
  filter?: ItemFilter | null;
  orderBy?: ItemOrder | null;
  revision?: number | null;
}

/**
 * The id of the item after (1) or before (-1) another in a list, at the revision the viewer reads; null at its end. The
 * item itself need not be in the list: its place there counts. `revision` is the current one of its dataset.
 */
export async function findNeighbour(
  context: Pick<Context, 'db' | 'viewer'>,
  item: Pick<Item, 'id' | 'orgId' | 'datasetId'> & { revision: number | null },
  direction: 1 | -1,
  input: NeighbourInput,
): Promise<string | null> {
  const { db } = context;
  const dataset = { id: item.datasetId, orgId: item.orgId, revision: item.revision };
  const revision = await readableRevision(context, dataset, input.revision);
  if (revision === null) return null;
  const order = input.orderBy ?? defaultItemOrder;
  const backward = direction === -1;
  const [row] = await db.$queryRaw<{ position: bigint; sort_value: string | null }[]>`
    SELECT i.position, ${sortValueSql(order)} AS sort_value FROM item i
    WHERE i.org_id = ${item.orgId}::uuid AND i.id = ${item.id}::uuid`;
  if (!row) return null;
  const place = { position: row.position, sortValue: row.sort_value };
  const source = await itemSource(context, dataset, revision, input.filter ?? {}, order);
  const [found] = await db.$queryRaw<{ id: string }[]>`
    SELECT i.id ${source.sql} AND ${beyondSql(order, place, backward, source.position)}
    ORDER BY ${itemOrderSql(order, backward, source.position)} LIMIT 1`;
  return found?.id ?? null;
}
