import type { IngestSession, Prisma } from '#prisma/client/client.ts';
import type { IngestState } from '#prisma/client/enums.ts';
import { requireListAccess } from '../access/membership.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Context } from '../context.ts';
import { findCountedPage } from '../paging/find-counted-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { type CountedPage, type PageArguments, readPage } from '../paging/page.ts';

/** Sorts by id, because ids are in the order of creation. */
const columns: KeysetColumn[] = [{ field: 'id', kind: 'id', descending: true }];

/**
 * Returns one page of the ingest sessions of an organization or of one dataset, the newest first. Only publishers may
 * read them. Sessions of a dataset that the viewer may not see are omitted.
 */
export async function findSessions(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  { orgId, datasetId }: { orgId: string; datasetId?: string },
  input: PageArguments & { states?: readonly IngestState[] | null },
  related: Pick<Prisma.IngestSessionFindManyArgs, 'include'> = {},
): Promise<CountedPage<IngestSession & { cursor: string }>> {
  requireListAccess(viewer, 'PUBLISH', orgId);
  const seen = {
    orgId,
    dataset: datasetsVisibleTo(viewer),
    ...(datasetId !== undefined && { datasetId }),
    ...(input.states && { state: { in: [...input.states] } }),
  };
  return findCountedPage(
    { name: `ingestSessions:${datasetId ?? orgId}`, columns, valuesOf: ({ id }) => [id] },
    readPage(input, limits),
    seen,
    ({ where, ...query }) => db.ingestSession.findMany({ where: { AND: [seen, where] }, ...query, ...related }),
    (list) => db.ingestSession.count(list),
  );
}
