import type { IngestSession, Prisma } from '#prisma/client/client.ts';
import type { IngestState } from '#prisma/client/enums.ts';
import { may } from '../access/membership.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Context } from '../context.ts';
import { encodeCursor } from '../paging/cursor.ts';
import { type KeysetColumn, keysetArguments } from '../paging/keyset.ts';
import { cutPage, type PageArguments, type PageOf, readPage } from '../paging/page.ts';

/** Ids are in the order of time. */
const columns: KeysetColumn[] = [{ field: 'id', kind: 'id', descending: true }];

/**
 * One page of the ingest sessions of an organization, or of one of its datasets, the newest first. Who may not publish
 * there sees none; nobody sees those of a dataset that is hidden from them.
 */
export async function findSessions(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  { orgId, datasetId }: { orgId: string; datasetId?: string },
  input: PageArguments & { states?: readonly IngestState[] | null },
): Promise<PageOf<IngestSession & { cursor: string }>> {
  const page = readPage(input, limits);
  const list = `ingestSessions:${datasetId ?? orgId}`;
  const { where, orderBy, take } = keysetArguments(list, columns, page);
  const conditions: Prisma.IngestSessionWhereInput[] = [{ orgId, dataset: datasetsVisibleTo(viewer) }];
  if (datasetId !== undefined) conditions.push({ datasetId });
  if (input.states) conditions.push({ state: { in: [...input.states] } });
  if (where) conditions.push(where);
  const rows = may(viewer, 'PUBLISH', orgId)
    ? await db.ingestSession.findMany({ where: { AND: conditions }, orderBy, take })
    : [];
  const cut = cutPage(rows, page, page.cursor !== null);
  return { ...cut, rows: cut.rows.map((row) => ({ ...row, cursor: encodeCursor(list, [row.id]) })) };
}
