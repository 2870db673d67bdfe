import type { DatasetRevision, Prisma } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { findCountedPage } from '../paging/find-counted-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { type CountedPage, type PageArguments, readPage } from '../paging/page.ts';

const columns: KeysetColumn[] = [{ field: 'number', kind: 'number', descending: true }];

/**
 * Returns one page of the revisions of a dataset, the newest first. The holder of a link to one revision sees only that
 * revision.
 */
export async function findRevisions(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  dataset: { id: string; orgId: string },
  input: PageArguments,
  related: Pick<Prisma.DatasetRevisionFindManyArgs, 'include'> = {},
): Promise<CountedPage<DatasetRevision & { cursor: string }>> {
  const { orgId, id: datasetId } = dataset;
  const pinned = viewer.share?.revision;
  const seen = { orgId, datasetId, ...(pinned && { number: pinned }) };
  return findCountedPage(
    { name: `revisions:${datasetId}`, columns, valuesOf: ({ number }) => [number] },
    readPage(input, limits),
    seen,
    ({ where, ...query }) => db.datasetRevision.findMany({ where: { AND: [seen, where] }, ...query, ...related }),
    (list) => db.datasetRevision.count(list),
  );
}
