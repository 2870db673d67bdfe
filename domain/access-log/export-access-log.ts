import type { AccessLog as AccessLogRow } from '#prisma/client/client.ts';
import { requirePermission } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { csvCell } from '../csv-cell.ts';
import { type AccessLogFilter, findAccessLog } from './find-access-log.ts';

export type AccessLogFormat = 'csv' | 'ndjson';

const rowsPerStatement = 1_000;

/**
 * Exports the access log of an organization as text, the newest entry first. Reads one page at a time, to limit memory
 * and the time of a statement. Writes an entry about the export itself before the first line is sent.
 */
export async function exportAccessLog(
  context: Pick<Context, 'db' | 'viewer' | 'limits' | 'accessLog'>,
  orgId: string,
  filter: AccessLogFilter,
  format: AccessLogFormat,
): Promise<AsyncIterable<string>> {
  requirePermission(context.viewer, 'ADMIN', orgId, 'organization');
  await context.accessLog.write(context.db, { orgId, action: 'EXPORT', detail: { accessLog: format } });
  return pagesOf(context, orgId, filter, format);
}

async function* pagesOf(
  context: Pick<Context, 'db' | 'viewer' | 'limits'>,
  orgId: string,
  filter: AccessLogFilter,
  format: AccessLogFormat,
) {
  const limits = { ...context.limits, pageSize: rowsPerStatement };
  if (format === 'csv') yield `${columns.join(',')}\r\n`;
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof findAccessLog>> = await findAccessLog({ ...context, limits }, orgId, {
      filter,
      first: rowsPerStatement,
      after,
    });
    yield page.rows.map((row) => (format === 'csv' ? csvLine(row) : `${JSON.stringify(plain(row))}\n`)).join('');
    after = page.hasNextPage ? (page.rows.at(-1)?.cursor ?? null) : null;
  } while (after !== null);
}

const columns = [
  'at',
  'action',
  'userId',
  'tokenId',
  'shareLinkId',
  'datasetId',
  'itemKey',
  'assetId',
  'detail',
  'address',
  'userAgent',
  'requestId',
  'id',
] as const satisfies (keyof AccessLogRow)[];

function plain(row: AccessLogRow) {
  return Object.fromEntries(columns.map((name) => [name, row[name]]));
}

function csvLine(row: AccessLogRow): string {
  const cells = columns.map((name) => {
    const value = row[name];
    if (value === null) return '';
    return csvCell(
      value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : String(value),
    );
  });
  return `${cells.join(',')}\r\n`;
}
