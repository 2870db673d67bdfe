import type { TranscriptSegment } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { encodeCursor } from '../paging/cursor.ts';
import { type KeysetColumn, keysetArguments } from '../paging/keyset.ts';
import { cutPage, type PageArguments, type PageOf, readPage } from '../paging/page.ts';

const columns: KeysetColumn[] = [{ field: 'ordinal', kind: 'number' }];

/** One page of the cues of a transcript file, in the order they are spoken. */
export async function findSegments(
  { db, limits }: Pick<Context, 'db' | 'limits'>,
  asset: { id: string; orgId: string },
  input: PageArguments,
): Promise<PageOf<TranscriptSegment & { cursor: string }>> {
  const page = readPage(input, limits);
  const list = `segments:${asset.id}`;
  const { where, orderBy, take } = keysetArguments(list, columns, page);
  const rows = await db.transcriptSegment.findMany({
    where: { orgId: asset.orgId, assetId: asset.id, ...(where && { AND: [where] }) },
    orderBy,
    take,
  });
  const cut = cutPage(rows, page, page.cursor !== null);
  return { ...cut, rows: cut.rows.map((row) => ({ ...row, cursor: encodeCursor(list, [row.ordinal]) })) };
}
