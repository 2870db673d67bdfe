import type { ApiToken, Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { encodeCursor } from '../paging/cursor.ts';
import { type KeysetColumn, keysetArguments } from '../paging/keyset.ts';
import { cutPage, type PageArguments, type PageOf, readPage } from '../paging/page.ts';
import { tokensVisibleTo } from './tokens-visible-to.ts';

const columns: KeysetColumn[] = [{ field: 'id', kind: 'id', descending: true }];

/** One page of the tokens that the viewer may see and that meet a condition, the newest first. */
export async function findApiTokens(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  which: { orgId: string } | { userId: string },
  input: PageArguments,
): Promise<PageOf<ApiToken & { cursor: string }>> {
  const page = readPage(input, limits);
  const list = `tokens:${Object.values(which).join()}`;
  const { where, orderBy, take } = keysetArguments(list, columns, page);
  const conditions: Prisma.ApiTokenWhereInput[] = [which, tokensVisibleTo(viewer)];
  if (where) conditions.push(where);
  const rows = await db.apiToken.findMany({ where: { AND: conditions }, orderBy, take });
  const cut = cutPage(rows, page, page.cursor !== null);
  return { ...cut, rows: cut.rows.map((row) => ({ ...row, cursor: encodeCursor(list, [row.id]) })) };
}
