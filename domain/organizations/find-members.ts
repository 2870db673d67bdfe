import type { Membership, Prisma } from '#prisma/client/client.ts';
import { requirePermission, requireUnlimited } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { encodeCursor } from '../paging/cursor.ts';
import { type KeysetColumn, keysetArguments } from '../paging/keyset.ts';
import { cutPage, type PageArguments, type PageOf, readPage } from '../paging/page.ts';

const columns: KeysetColumn[] = [
  { field: 'createdAt', kind: 'date' },
  { field: 'userId', kind: 'id' },
];

/** One page of the members of an organization, those who joined first come first. */
export async function findMembers(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  orgId: string,
  input: PageArguments,
): Promise<PageOf<Membership & { cursor: string }>> {
  requirePermission(viewer, 'READ', orgId, 'organization');
  requireUnlimited(viewer);
  const page = readPage(input, limits);
  const list = `members:${orgId}`;
  const { where, orderBy, take } = keysetArguments(list, columns, page);
  const conditions: Prisma.MembershipWhereInput[] = [{ orgId }];
  if (where) conditions.push(where);
  const rows = await db.membership.findMany({ where: { AND: conditions }, orderBy, take });
  const cut = cutPage(rows, page, page.cursor !== null);
  return {
    ...cut,
    rows: cut.rows.map((row) => ({ ...row, cursor: encodeCursor(list, [row.createdAt.getTime(), row.userId]) })),
  };
}
