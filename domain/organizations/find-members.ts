import type { Membership, Prisma } from '#prisma/client/client.ts';
import { requireListAccess, requireUnlimited } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { findCountedPage } from '../paging/find-counted-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { type CountedPage, type PageArguments, readPage } from '../paging/page.ts';

const columns: KeysetColumn[] = [
  { field: 'createdAt', kind: 'date' },
  { field: 'userId', kind: 'id' },
];

/** Returns one page of the members of an organization, in the order in which they joined. */
export async function findMembers(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  orgId: string,
  input: PageArguments,
  related: Pick<Prisma.MembershipFindManyArgs, 'include'> = {},
): Promise<CountedPage<Membership & { cursor: string }>> {
  requireListAccess(viewer, 'READ', orgId);
  requireUnlimited(viewer);
  return findCountedPage(
    { name: `members:${orgId}`, columns, valuesOf: ({ createdAt, userId }) => [createdAt.getTime(), userId] },
    readPage(input, limits),
    { orgId },
    ({ where, ...query }) => db.membership.findMany({ where: { AND: [{ orgId }, where] }, ...query, ...related }),
    (list) => db.membership.count(list),
  );
}
