import type { Membership, Prisma } from '#prisma/client/client.ts';
import { requireListAccess, requireUnlimited } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { findKeysetPage } from '../paging/find-keyset-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { type PageArguments, type PageOf, readPage } from '../paging/page.ts';

const columns: KeysetColumn[] = [
  { field: 'createdAt', kind: 'date' },
  { field: 'userId', kind: 'id' },
];

/** Returns one page of the members of an organization. Those who joined first come first. */
export async function findMembers(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  orgId: string,
  input: PageArguments,
  related: Pick<Prisma.MembershipFindManyArgs, 'include'> = {},
): Promise<PageOf<Membership & { cursor: string }>> {
  requireListAccess(viewer, 'READ', orgId);
  requireUnlimited(viewer);
  return findKeysetPage(
    { name: `members:${orgId}`, columns, valuesOf: ({ createdAt, userId }) => [createdAt.getTime(), userId] },
    readPage(input, limits),
    ({ where, ...query }) => db.membership.findMany({ where: { AND: [{ orgId }, where] }, ...query, ...related }),
  );
}
