import type { Dataset } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { cutPage, type PageArguments, type PageOf, readPage } from '../paging/page.ts';
import type { ItemFilter } from './item-filter.ts';
import {
  beyondSql,
  defaultItemOrder,
  type ItemOrder,
  itemCursor,
  itemOrderSql,
  readItemCursor,
  sortValueSql,
} from './item-order.ts';
import { itemSource } from './item-source.ts';

export interface FindItemsInput extends PageArguments {
  filter?: ItemFilter | null;
  orderBy?: ItemOrder | null;
}

/** An item's place on a page; its columns are loaded as the caller needs them. */
export interface FoundItem {
  id: string;
  cursor: string;
}

/**
 * One page of the items of a dataset at a revision, in one statement whose cost does not depend on how deep the page
 * lies. The caller has made sure that the viewer may read the dataset at this revision.
 */
export async function findItems(
  { db, limits }: Pick<Context, 'db' | 'limits'>,
  dataset: Pick<Dataset, 'id' | 'orgId'>,
  revision: number,
  input: FindItemsInput,
): Promise<PageOf<FoundItem>> {
  const page = readPage(input, limits);
  const order = input.orderBy ?? defaultItemOrder;
  const place = page.cursor ? readItemCursor(dataset.id, order, page.cursor, page.backward ? 'before' : 'after') : null;
  const source = await itemSource({ db }, dataset, revision, input.filter ?? {}, order);

  const walk = Prisma.sql`
    SELECT i.id, i.position, ${sortValueSql(order)} AS sort_value, FALSE AS behind
    ${source.sql} ${place ? Prisma.sql`AND ${beyondSql(order, place, page.backward, source.position)}` : Prisma.empty}
    ORDER BY ${itemOrderSql(order, page.backward, source.position)} LIMIT ${page.size + 1}`;
  // Whether anything lies on the side the walk came from: the cursor's own row, if it is still there, or one beyond it.
  const behind =
    place &&
    Prisma.sql`
    SELECT i.id, i.position, NULL::text AS sort_value, TRUE AS behind
    ${source.sql} AND ${beyondSql(order, place, !page.backward, source.position, true)}
    ORDER BY ${itemOrderSql(order, !page.backward, source.position)} LIMIT 1`;
  const rows = await db.$queryRaw<{ id: string; position: bigint; sort_value: string | null; behind: boolean }[]>(
    behind ? Prisma.sql`(${walk}) UNION ALL (${behind})` : walk,
  );

  const cut = cutPage(
    rows.filter((row) => !row.behind),
    page,
    rows.some((row) => row.behind),
  );
  return {
    ...cut,
    rows: cut.rows.map((row) => ({
      id: row.id,
      cursor: itemCursor(dataset.id, order, { position: row.position, sortValue: row.sort_value }),
    })),
  };
}
