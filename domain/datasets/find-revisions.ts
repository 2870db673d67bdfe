import type { DatasetRevision, Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { encodeCursor } from '../paging/cursor.ts';
import { type KeysetColumn, keysetArguments } from '../paging/keyset.ts';
import { cutPage, type PageArguments, type PageOf, readPage } from '../paging/page.ts';

const columns: KeysetColumn[] = [{ field: 'number', kind: 'number', descending: true }];

/** One page of the revisions of a dataset, the newest first; a pinned share link sees its one. */
export async function findRevisions(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  dataset: { id: string; orgId: string },
  input: PageArguments,
): Promise<PageOf<DatasetRevision & { cursor: string }>> {
  const page = readPage(input, limits);
  const list = `revisions:${dataset.id}`;
  const { where, orderBy, take } = keysetArguments(list, columns, page);
  const pinned = viewer.share?.revision;
  const conditions: Prisma.DatasetRevisionWhereInput[] = [{ orgId: dataset.orgId, datasetId: dataset.id }];
  if (pinned) conditions.push({ number: pinned });
  if (where) conditions.push(where);
  const rows = await db.datasetRevision.findMany({ where: { AND: conditions }, orderBy, take });
  const cut = cutPage(rows, page, page.cursor !== null);
  return { ...cut, rows: cut.rows.map((row) => ({ ...row, cursor: encodeCursor(list, [row.number]) })) };
}
