import type { Prisma } from '#prisma/client/client.ts';
import type { DatasetStatus } from '#prisma/client/enums.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Context } from '../context.ts';
import { findKeysetPage } from '../paging/find-keyset-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { type PageArguments, type PageOf, readPage } from '../paging/page.ts';
import type { Viewer } from '../viewer.ts';

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

/** One page of the datasets a viewer may see, each read by `load` with what is asked of it besides its place. */
export async function findDatasets<Row extends DatasetPlace>(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  input: PageArguments & { filter?: DatasetFilter | null; orderBy?: DatasetOrder | null },
  load: (query: Pick<Prisma.DatasetFindManyArgs, 'where' | 'orderBy' | 'take'>) => Promise<Row[]>,
): Promise<PageOf<Row & { cursor: string }>> {
  const order = input.orderBy ?? defaultDatasetOrder;
  const seen = [datasetsListedFor(viewer, input.filter ?? {})];
  return findKeysetPage<Row>(
    {
      ...datasetListOf(order),
      valuesOf: ({ name, updatedAt, id }) => [order.field === 'NAME' ? name : updatedAt.getTime(), id],
    },
    readPage(input, limits),
    ({ where, ...query }) => load({ where: { AND: [...seen, where] }, ...query }),
    ({ where, ...query }) => db.dataset.findMany({ where: { AND: [...seen, where] }, ...query, select: { id: true } }),
  );
}

/** By which datasets are put in order. */
export interface DatasetPlace {
  id: string;
  updatedAt: Date;
  name: string;
}

/** How many datasets a filter leaves of those the viewer may see. */
export async function countDatasets(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  filter: DatasetFilter,
): Promise<number> {
  return db.dataset.count({ where: datasetsListedFor(viewer, filter) });
}

/** The datasets that a filter leaves of those the viewer may see. */
export function datasetsListedFor(viewer: Viewer, filter: DatasetFilter): Prisma.DatasetWhereInput {
  return { AND: [datasetsVisibleTo(viewer), datasetFilter(filter)] };
}

/** The list in an order: its name in cursors, and what its keyset is made of. */
export function datasetListOf(order: DatasetOrder): { name: string; columns: KeysetColumn[] } {
  return { name: `datasets:${order.field}:${order.direction}`, columns: columnsOf(order) };
}

function datasetFilter({ organization, statuses, text }: DatasetFilter): Prisma.DatasetWhereInput {
  return {
    ...(organization != null && { organization: { slug: organization } }),
    ...(statuses && { status: { in: [...statuses] } }),
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
