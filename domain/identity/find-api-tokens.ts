import type { ApiToken, Prisma } from '#prisma/client/client.ts';
import { requireListAccess } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { findCountedPage } from '../paging/find-counted-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { type CountedPage, type PageArguments, readPage } from '../paging/page.ts';
import { tokensVisibleTo } from './tokens-visible-to.ts';

const columns: KeysetColumn[] = [{ field: 'id', kind: 'id', descending: true }];

/**
 * Returns one page of the tokens of a user or of an organization that the viewer may see, the newest first. Throws
 * `Forbidden` for an organization of which the viewer is not an admin.
 */
export async function findApiTokens(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  which: { orgId: string } | { userId: string | null },
  input: PageArguments,
  related: Pick<Prisma.ApiTokenFindManyArgs, 'include'> = {},
): Promise<CountedPage<ApiToken & { cursor: string }>> {
  if ('orgId' in which) requireListAccess(viewer, 'ADMIN', which.orgId);
  const owner = 'orgId' in which ? which : { userId: { in: which.userId ? [which.userId] : [] } };
  const seen = [owner, tokensVisibleTo(viewer)];
  return findCountedPage(
    { name: `tokens:${Object.values(which).join()}`, columns, valuesOf: ({ id }) => [id] },
    readPage(input, limits),
    { AND: seen },
    ({ where, ...query }) => db.apiToken.findMany({ where: { AND: [...seen, where] }, ...query, ...related }),
    (list) => db.apiToken.count(list),
  );
}
