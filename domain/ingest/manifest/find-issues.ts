import type { IngestIssue, IngestSession } from '#prisma/client/client.ts';
import type { Context } from '../../context.ts';
import { encodeCursor } from '../../paging/cursor.ts';
import { type KeysetColumn, keysetArguments } from '../../paging/keyset.ts';
import { cutPage, type PageArguments, type PageOf, readPage } from '../../paging/page.ts';
import type { IssueCode } from './issue-codes.ts';

const columns: KeysetColumn[] = [{ field: 'ordinal', kind: 'number' }];

/** One page of what is wrong with a session's manifest, by its last validation, in the order it was found. */
export async function findIssues(
  { db, limits }: Pick<Context, 'db' | 'limits'>,
  session: Pick<IngestSession, 'id' | 'orgId'>,
  input: PageArguments & { code?: IssueCode | null },
): Promise<PageOf<IngestIssue & { cursor: string }>> {
  const page = readPage(input, limits);
  const list = `issues:${session.id}`;
  const { where, orderBy, take } = keysetArguments(list, columns, page);
  const rows = await db.ingestIssue.findMany({
    where: {
      AND: [
        { orgId: session.orgId, sessionId: session.id },
        ...(input.code ? [{ code: input.code }] : []),
        ...(where ? [where] : []),
      ],
    },
    orderBy,
    take,
  });
  const cut = cutPage(rows, page, page.cursor !== null);
  return { ...cut, rows: cut.rows.map((row) => ({ ...row, cursor: encodeCursor(list, [row.ordinal]) })) };
}
