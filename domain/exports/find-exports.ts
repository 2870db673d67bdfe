import type { DatasetExport, Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { Forbidden } from '../errors.ts';
import { encodeCursor } from '../paging/cursor.ts';
import { type KeysetColumn, keysetArguments } from '../paging/keyset.ts';
import { cutPage, type PageArguments, type PageOf, readPage } from '../paging/page.ts';
import { exportsVisibleTo } from './exports-visible-to.ts';

/** Ids are in the order of time. */
const columns: KeysetColumn[] = [{ field: 'id', kind: 'id', descending: true }];

/** One page of the exports of a dataset, or of those a person asked for, the newest first; none is older than its time. */
export async function findExports(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  of: { datasetId: string } | { requestedBy: string },
  input: PageArguments,
): Promise<PageOf<DatasetExport & { cursor: string }>> {
  if (viewer.share) throw new Forbidden('Exports are for members of the organization.');
  const page = readPage(input, limits);
  const list = `exports:${'datasetId' in of ? of.datasetId : of.requestedBy}`;
  const { where, orderBy, take } = keysetArguments(list, columns, page);
  const conditions: Prisma.DatasetExportWhereInput[] = [of, exportsVisibleTo(viewer)];
  if (where) conditions.push(where);
  const rows = await db.datasetExport.findMany({ where: { AND: conditions }, orderBy, take });
  const cut = cutPage(rows, page, page.cursor !== null);
  return { ...cut, rows: cut.rows.map((row) => ({ ...row, cursor: encodeCursor(list, [row.id]) })) };
}
