import type { AccessLog as AccessLogRow, Prisma } from '#prisma/client/client.ts';
import type { AccessAction } from '#prisma/client/enums.ts';
import { requireListAccess } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { findKeysetPage } from '../paging/find-keyset-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { type PageArguments, type PageOf, readPage } from '../paging/page.ts';

/** Conditions on entries of the access log. An entry must satisfy all given conditions. */
export interface AccessLogFilter {
  userId?: string | null;
  tokenId?: string | null;
  shareLinkId?: string | null;
  datasetId?: string | null;
  itemKey?: string | null;
  actions?: readonly AccessAction[] | null;
  /** Earliest time, inclusive. */
  from?: Date | null;
  /** Latest time, exclusive. */
  before?: Date | null;
}

const columns: KeysetColumn[] = [
  { field: 'at', kind: 'date', descending: true },
  { field: 'id', kind: 'id', descending: true },
];

/** Returns one page of the access log of an organization, the newest entry first. Only admins may read it. */
export async function findAccessLog(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  orgId: string,
  input: PageArguments & { filter?: AccessLogFilter | null },
): Promise<PageOf<AccessLogRow & { cursor: string }>> {
  requireListAccess(viewer, 'ADMIN', orgId);
  const seen = accessLogWhere(orgId, input.filter ?? {});
  return findKeysetPage(
    { name: `access-log:${orgId}`, columns, valuesOf: ({ at, id }) => [at.getTime(), id] },
    readPage(input, limits),
    ({ where, ...query }) => db.accessLog.findMany({ where: { AND: [seen, where] }, ...query }),
  );
}

function accessLogWhere(orgId: string, filter: AccessLogFilter): Prisma.AccessLogWhereInput {
  const { userId, tokenId, shareLinkId, datasetId, itemKey, actions, from, before } = filter;
  return {
    orgId,
    ...(userId != null && { userId }),
    ...(tokenId != null && { tokenId }),
    ...(shareLinkId != null && { shareLinkId }),
    ...(datasetId != null && { datasetId }),
    ...(itemKey != null && { itemKey }),
    ...(actions && { action: { in: [...actions] } }),
    ...((from != null || before != null) && {
      at: { ...(from != null && { gte: from }), ...(before != null && { lt: before }) },
    }),
  };
}
