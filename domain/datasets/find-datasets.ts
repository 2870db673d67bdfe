import type { Prisma } from '#prisma/client/client.ts';
import type { DatasetStatus } from '#prisma/client/enums.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Context } from '../context.ts';
import { findKeysetPage } from '../paging/find-keyset-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { isDescending, type OrderDirection } from '../paging/order-direction.ts';
import { type PageArguments, type PageOf, readPage } from '../paging/page.ts';
import type { Viewer } from '../viewer.ts';
import { withWords } from './with-words.ts';

export interface DatasetFilter {
  /** Slug of an organization. */
  organizationSlug?: string | null;
  statuses?: readonly DatasetStatus[] | null;
  /** Id of an organization, set for the list of one organization. */
  organizationId?: string;
  /** Words to find in the name, slug or description, by the rules of `withWords`. */
  text?: string | null;
}

export type DatasetOrderField = 'UPDATED_AT' | 'NAME';

export interface DatasetOrder {
  field: DatasetOrderField;
  direction: OrderDirection;
}

export const defaultDatasetOrder: DatasetOrder = { field: 'UPDATED_AT', direction: 'DESC' };

/**
 * Returns one page of the datasets that a viewer may see. `load` reads the rows, with the columns that the caller
 * needs.
 */
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
      valuesOf: (dataset) => [orderFields[order.field].valueOf(dataset), dataset.id],
    },
    readPage(input, limits),
    ({ where, ...query }) => load({ where: { AND: [...seen, where] }, ...query }),
    ({ where, ...query }) => db.dataset.findMany({ where: { AND: [...seen, where] }, ...query, select: { id: true } }),
  );
}

/** Columns by which lists of datasets are sorted. */
export interface DatasetPlace {
  id: string;
  updatedAt: Date;
  sortName: string;
}

interface OrderColumn {
  column: Pick<KeysetColumn, 'field' | 'kind'>;
  valueOf: (dataset: DatasetPlace) => string | number;
}

const orderFields: Record<DatasetOrderField, OrderColumn> = {
  UPDATED_AT: { column: { field: 'updatedAt', kind: 'date' }, valueOf: ({ updatedAt }) => updatedAt.getTime() },
  NAME: { column: { field: 'sortName', kind: 'string' }, valueOf: ({ sortName }) => sortName },
};

/** Returns the number of datasets that match the filter and that the viewer may see. */
export async function countDatasets(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  filter: DatasetFilter,
): Promise<number> {
  return db.dataset.count({ where: datasetsListedFor(viewer, filter) });
}

/** Returns the condition for the datasets that match the filter and that the viewer may see. */
export function datasetsListedFor(viewer: Viewer, filter: DatasetFilter): Prisma.DatasetWhereInput {
  return { AND: [datasetsVisibleTo(viewer), datasetFilter(filter)] };
}

/** Returns the list name for cursors, and the columns of the keyset. */
export function datasetListOf(order: DatasetOrder): { name: string; columns: KeysetColumn[] } {
  return { name: `datasets:${listNames[order.field]}:${order.direction}`, columns: columnsOf(order) };
}

// Name of each order in cursors. The order by name is SORT_NAME, because cursors of an earlier version contain NAME
// with other values.
const listNames: Record<DatasetOrder['field'], string> = { UPDATED_AT: 'UPDATED_AT', NAME: 'SORT_NAME' };

function datasetFilter({ organizationSlug, organizationId, statuses, text }: DatasetFilter): Prisma.DatasetWhereInput {
  return {
    ...(organizationSlug != null && { organization: { slug: organizationSlug } }),
    ...(organizationId !== undefined && { orgId: organizationId }),
    ...(statuses && { status: { in: [...statuses] } }),
    ...withWords(text),
  };
}

function columnsOf({ field, direction }: DatasetOrder): KeysetColumn[] {
  const descending = isDescending(direction);
  return [
    { ...orderFields[field].column, descending },
    { field: 'id', kind: 'id', descending },
  ];
}
