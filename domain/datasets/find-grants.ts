import type { DatasetGrant, Prisma } from '#prisma/client/client.ts';
import { requirePermission } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { encodeCursor } from '../paging/cursor.ts';
import { type KeysetColumn, keysetArguments } from '../paging/keyset.ts';
import { cutPage, type PageArguments, type PageOf, readPage } from '../paging/page.ts';

const columns: KeysetColumn[] = [{ field: 'userId', kind: 'id' }];

/** One page of the grants of a dataset; for admins. */
export async function findGrants(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  dataset: { id: string; orgId: string },
  input: PageArguments,
): Promise<PageOf<DatasetGrant & { cursor: string }>> {
  requirePermission(viewer, 'ADMIN', dataset.orgId, 'dataset');
  const page = readPage(input, limits);
  const list = `grants:${dataset.id}`;
  const { where, orderBy, take } = keysetArguments(list, columns, page);
  const conditions: Prisma.DatasetGrantWhereInput[] = [{ orgId: dataset.orgId, datasetId: dataset.id }];
  if (where) conditions.push(where);
  const rows = await db.datasetGrant.findMany({ where: { AND: conditions }, orderBy, take });
  const cut = cutPage(rows, page, page.cursor !== null);
  return { ...cut, rows: cut.rows.map((row) => ({ ...row, cursor: encodeCursor(list, [row.userId]) })) };
}
