import type { TranscriptSegment } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { findCountedPage } from '../paging/find-counted-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { type CountedPage, type PageArguments, readPage } from '../paging/page.ts';

const columns: KeysetColumn[] = [{ field: 'ordinal', kind: 'number' }];

/** Returns one page of the cues of a transcript file, in the order of their time. */
export async function findSegments(
  { db, limits }: Pick<Context, 'db' | 'limits'>,
  asset: { id: string; orgId: string },
  input: PageArguments,
): Promise<CountedPage<TranscriptSegment & { cursor: string }>> {
  const seen = { orgId: asset.orgId, assetId: asset.id };
  return findCountedPage(
    { name: `segments:${asset.id}`, columns, valuesOf: ({ ordinal }) => [ordinal] },
    readPage(input, limits),
    seen,
    ({ where, ...query }) => db.transcriptSegment.findMany({ where: { AND: [seen, where] }, ...query }),
    (list) => db.transcriptSegment.count(list),
  );
}
