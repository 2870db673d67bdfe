import type { ApiToken, Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { findKeysetPage } from '../paging/find-keyset-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { type PageArguments, type PageOf, readPage } from '../paging/page.ts';
import { tokensVisibleTo } from './tokens-visible-to.ts';

const columns: KeysetColumn[] = [{ field: 'id', kind: 'id', descending: true }];

/** Returns one page of the tokens that the viewer may see and that meet a condition, the newest first. */
export async function findApiTokens(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  which: { orgId: string } | { userId: string },
  input: PageArguments,
  related: Pick<Prisma.ApiTokenFindManyArgs, 'include'> = {},
): Promise<PageOf<ApiToken & { cursor: string }>> {
  const seen = [which, tokensVisibleTo(viewer)];
  return findKeysetPage(
    { name: `tokens:${Object.values(which).join()}`, columns, valuesOf: ({ id }) => [id] },
    readPage(input, limits),
    ({ where, ...query }) => db.apiToken.findMany({ where: { AND: [...seen, where] }, ...query, ...related }),
  );
}
