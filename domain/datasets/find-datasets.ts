import type { Prisma } from '#prisma/client/client.ts';
import type { DatasetStatus } from '#prisma/client/enums.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Context } from '../context.ts';
import { encodeCursor } from '../paging/cursor.ts';
import { type KeysetColumn, keysetArguments } from '../paging/keyset.ts';
import { cutPage, type PageArguments, type PageOf, readPage } from '../paging/page.ts';

export interface DatasetFilter {
  /** The slug of an organization. */
  organization?: string | null;
  statuses?: readonly DatasetStatus[] | null;
  /** Part of the name or slug, in any case. */
  text?: string | null;
}

export interface DatasetOrder {
  field: 'UPDATED_AT' | 'NAME';
  direction: 'ASC' | 'DESC';
}

export const defaultDatasetOrder: DatasetOrder = { field: 'UPDATED_AT', direction: 'DESC' };

/** One page of the datasets a viewer may see, as places to load rows for: `query` is what each row is loaded with. */
export async function findDatasets<Row extends { id: string }>(
  { viewer, limits }: Pick<Context, 'viewer' | 'limits'>,
  input: PageArguments & { filter?: DatasetFilter | null; orderBy?: DatasetOrder | null },
  load: (query: Pick<Prisma.DatasetFindManyArgs, 'where' | 'orderBy' | 'take'>) => Promise<Row[]>,
  placeOf: (row: Row) => { id: string; updatedAt: Date; name: string },
): Promise<PageOf<{ cursor: string; row: Row }>> {
  const page = readPage(input, limits);
  const order = input.orderBy ?? defaultDatasetOrder;
  const list = `datasets:${order.field}:${order.direction}`;
  const { where, orderBy, take } = keysetArguments(list, columnsOf(order), page);
  const rows = await load({
    where: { AND: [datasetsVisibleTo(viewer), datasetFilter(input.filter ?? {}), ...(where ? [where] : [])] },
    orderBy,
    take,
  });
  const cut = cutPage(rows, page, page.cursor !== null);
  return {
    ...cut,
    rows: cut.rows.map((row) => {
      const place = placeOf(row);
      const value = order.field === 'NAME' ? place.name : place.updatedAt.getTime();
      return { row, cursor: encodeCursor(list, [value, place.id]) };
    }),
  };
}

/** How many datasets a filter leaves of those the viewer may see. */
export async function countDatasets(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  filter: DatasetFilter,
): Promise<number> {
  return db.dataset.count({ where: { AND: [datasetsVisibleTo(viewer), datasetFilter(filter)] } });
}

function datasetFilter({ organization, statuses, text }: DatasetFilter): Prisma.DatasetWhereInput {
  return {
    ...(organization != null && { organization: { slug: organization } }),
    ...(statuses?.length && { status: { in: [...statuses] } }),
    ...(text && {
      OR: [{ name: { contains: text, mode: 'insensitive' } }, { slug: { contains: text, mode: 'insensitive' } }],
    }),
  };
}

function columnsOf({ field, direction }: DatasetOrder): KeysetColumn[] {
  const descending = direction === 'DESC';
  return [
    field === 'NAME' ? { field: 'name', kind: 'string', descending } : { field: 'updatedAt', kind: 'date', descending },
    { field: 'id', kind: 'id', descending },
  ];
}
