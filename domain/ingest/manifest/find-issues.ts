import type { IssueCode } from '#formats/manifest/issue-codes.ts';
import type { IngestIssue, IngestSession } from '#prisma/client/client.ts';
import type { Context } from '../../context.ts';
import { findCountedPage } from '../../paging/find-counted-page.ts';
import type { KeysetColumn } from '../../paging/keyset.ts';
import { type CountedPage, type PageArguments, readPage } from '../../paging/page.ts';

const columns: KeysetColumn[] = [{ field: 'ordinal', kind: 'number' }];

/** Returns one page of the issues of a session's last validation, in the order in which they were found. */
export async function findIssues(
  { db, limits }: Pick<Context, 'db' | 'limits'>,
  session: Pick<IngestSession, 'id' | 'orgId'>,
  input: PageArguments & { code?: IssueCode | null },
): Promise<CountedPage<IngestIssue & { cursor: string }>> {
  const seen = { orgId: session.orgId, sessionId: session.id, ...(input.code && { code: input.code }) };
  return findCountedPage(
    { name: `issues:${session.id}`, columns, valuesOf: ({ ordinal }) => [ordinal] },
    readPage(input, limits),
    seen,
    ({ where, ...query }) => db.ingestIssue.findMany({ where: { AND: [seen, where] }, ...query }),
    (list) => db.ingestIssue.count(list),
  );
}
