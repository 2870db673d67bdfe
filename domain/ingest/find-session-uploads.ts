import type { IngestSession, Prisma, Upload } from '#prisma/client/client.ts';
import type { UploadState } from '#prisma/client/enums.ts';
import type { Context } from '../context.ts';
import { encodeCursor } from '../paging/cursor.ts';
import { type KeysetColumn, keysetArguments } from '../paging/keyset.ts';
import { cutPage, type PageArguments, type PageOf, readPage } from '../paging/page.ts';

const columns: KeysetColumn[] = [{ field: 'id', kind: 'id' }];

/** One page of the files a session has declared, in the order they were declared; those in one state, if one is named. */
export async function findSessionUploads(
  { db, limits }: Pick<Context, 'db' | 'limits'>,
  session: Pick<IngestSession, 'id' | 'orgId'>,
  input: PageArguments & { state?: UploadState | null },
): Promise<PageOf<Upload & { cursor: string }>> {
  const page = readPage(input, limits);
  const list = `uploads:${session.id}`;
  const { where, orderBy, take } = keysetArguments(list, columns, page);
  const conditions: Prisma.UploadWhereInput[] = [{ orgId: session.orgId, sessionId: session.id }];
  if (input.state != null) conditions.push({ state: input.state });
  if (where) conditions.push(where);
  const rows = await db.upload.findMany({ where: { AND: conditions }, orderBy, take });
  const cut = cutPage(rows, page, page.cursor !== null);
  return { ...cut, rows: cut.rows.map((row) => ({ ...row, cursor: encodeCursor(list, [row.id]) })) };
}
