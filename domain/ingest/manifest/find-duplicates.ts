import type { Db } from '#database/databases.ts';
import { withBulkTimeouts } from '#database/with-bulk-timeouts.ts';
import { type Claim } from '../claim/claim.ts';
import type { IssueReport } from './issue-report.ts';
import { keptIssues } from './issue-report.ts';

/** Reports an issue for every staged line whose key already occurs on an earlier line. */
export async function findDuplicates(db: Db, { orgId, sessionId }: Claim, report: IssueReport): Promise<void> {
  const duplicates = await withBulkTimeouts(
    db,
    (tx) => tx.$queryRaw<{ line: number; key: string; first: number; count: bigint }[]>`
      WITH repeated AS MATERIALIZED (
        SELECT key, min(line) AS first FROM staged_item
        WHERE org_id = ${orgId}::uuid AND session_id = ${sessionId}::uuid
        GROUP BY key HAVING count(*) > 1
      )
      SELECT s.line, s.key, r.first, count(*) OVER () AS count
      FROM staged_item s JOIN repeated r ON r.key = s.key AND s.line > r.first
      WHERE s.org_id = ${orgId}::uuid AND s.session_id = ${sessionId}::uuid
      ORDER BY s.line LIMIT ${keptIssues}`,
  );
  await report.add(
    duplicates.map(({ line, key, first }) => ({
      line,
      key,
      pointer: '/key',
      code: 'DUPLICATE_KEY' as const,
      message: `Line ${first} already uses this key.`,
      expected: 'a unique key',
    })),
  );
  report.countOnly('DUPLICATE_KEY', Number(duplicates[0]?.count ?? 0) - duplicates.length);
  await report.flush();
}
