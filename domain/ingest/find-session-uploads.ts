import type { IngestSession, Upload } from '#prisma/client/client.ts';
import type { UploadState } from '#prisma/client/enums.ts';
import type { Context } from '../context.ts';
import { findCountedPage } from '../paging/find-counted-page.ts';
import type { KeysetColumn } from '../paging/keyset.ts';
import { type CountedPage, type PageArguments, readPage } from '../paging/page.ts';

const columns: KeysetColumn[] = [{ field: 'id', kind: 'id' }];

/**
 * Returns one page of the declared files of a session, in the order of their declaration. With `state`, returns only
 * files in this state.
 */
export async function findSessionUploads(
  { db, limits }: Pick<Context, 'db' | 'limits'>,
  session: Pick<IngestSession, 'id' | 'orgId'>,
  input: PageArguments & { state?: UploadState | null },
): Promise<CountedPage<Upload & { cursor: string }>> {
  const seen = { orgId: session.orgId, sessionId: session.id, ...(input.state != null && { state: input.state }) };
  return findCountedPage(
    { name: `uploads:${session.id}`, columns, valuesOf: ({ id }) => [id] },
    readPage(input, limits),
    seen,
    ({ where, ...query }) => db.upload.findMany({ where: { AND: [seen, where] }, ...query }),
    (list) => db.upload.count(list),
  );
}
