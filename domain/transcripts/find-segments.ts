import type { TranscriptSegment } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { findKeysetPage } from '../paging/find-keyset-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { type PageArguments, type PageOf, readPage } from '../paging/page.ts';

const columns: KeysetColumn[] = [{ field: 'ordinal', kind: 'number' }];

/** Returns one page of the cues of a transcript file, in spoken order. */
export async function findSegments(
  { db, limits }: Pick<Context, 'db' | 'limits'>,
  asset: { id: string; orgId: string },
  input: PageArguments,
): Promise<PageOf<TranscriptSegment & { cursor: string }>> {
  const seen = { orgId: asset.orgId, assetId: asset.id };
  return findKeysetPage(
    { name: `segments:${asset.id}`, columns, valuesOf: ({ ordinal }) => [ordinal] },
    readPage(input, limits),
    ({ where, ...query }) => db.transcriptSegment.findMany({ where: { AND: [seen, where] }, ...query }),
  );
}
