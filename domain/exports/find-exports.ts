import type { DatasetExport, Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { Forbidden } from '../errors.ts';
import { findCountedPage } from '../paging/find-counted-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { type CountedPage, type PageArguments, readPage } from '../paging/page.ts';
import { exportsVisibleTo } from './exports-visible-to.ts';

/** Sorts by id, because ids are in the order of creation. */
const columns: KeysetColumn[] = [{ field: 'id', kind: 'id', descending: true }];

/**
 * Returns one page of the exports of a dataset, or of the exports that a person requested. The newest comes first.
 * Expired exports are omitted.
 */
export async function findExports(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  of: { datasetId: string } | { requestedBy: string },
  input: PageArguments,
  related: Pick<Prisma.DatasetExportFindManyArgs, 'include'> = {},
): Promise<CountedPage<DatasetExport & { cursor: string }>> {
  if (viewer.share) throw new Forbidden('Only members of the organization can see exports.');
  const seen = [of, exportsVisibleTo(viewer)];
  return findCountedPage(
    { name: `exports:${Object.values(of).join()}`, columns, valuesOf: ({ id }) => [id] },
    readPage(input, limits),
    { AND: seen },
    ({ where, ...query }) => db.datasetExport.findMany({ where: { AND: [...seen, where] }, ...query, ...related }),
    (list) => db.datasetExport.count(list),
  );
}
