import type { DatasetGrant } from '#prisma/client/client.ts';
import { requireListAccess } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { findCountedPage } from '../paging/find-counted-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { type CountedPage, type PageArguments, readPage } from '../paging/page.ts';

const columns: KeysetColumn[] = [{ field: 'userId', kind: 'id' }];

/** Returns one page of the grants of a dataset. Only admins may read them. */
export async function findGrants(
  { db, viewer, limits }: Pick<Context, 'db' | 'viewer' | 'limits'>,
  dataset: { id: string; orgId: string },
  input: PageArguments,
): Promise<CountedPage<DatasetGrant & { cursor: string }>> {
  requireListAccess(viewer, 'ADMIN', dataset.orgId);
  const { orgId, id: datasetId } = dataset;
  return findCountedPage(
    { name: `grants:${datasetId}`, columns, valuesOf: ({ userId }) => [userId] },
    readPage(input, limits),
    { orgId, datasetId },
    ({ where, ...query }) => db.datasetGrant.findMany({ where: { AND: [{ orgId, datasetId }, where] }, ...query }),
    (list) => db.datasetGrant.count(list),
  );
}
