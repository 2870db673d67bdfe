import type { Db } from '#database/databases.ts';
import { checkLine } from '#formats/manifest/check-line.ts';
import type { Issue } from '#formats/manifest/issue-codes.ts';
import type { NamedItem } from '#formats/manifest/item-content.ts';
import type { Context } from '../../context.ts';
import type { MetadataCheck } from '../../item-schemas/load-metadata-check.ts';
import type { Claim } from '../claim/claim.ts';
import { insertStagedRows } from '../stage/insert-staged-rows.ts';
import type { Steps } from '../stage/steps.ts';
import { findUnchanged } from './find-unchanged.ts';
import type { IssueReport } from './issue-report.ts';
import { type ManifestBatch, manifestBatches } from './manifest-batches.ts';
import { printRemoval, printRow, printUnchangedRow } from './print-staged-row.ts';
import { resolveAssets } from './resolve-assets.ts';
import { type ResolvedItem, resolveItem } from './resolve-item.ts';

// While PostgreSQL writes one batch, the process reads and checks the next ones.
const batchesAtOnce = 3;

const noteMilliseconds = 250;

/**
 * Reads a whole manifest, checks every line, and writes the valid lines to the stage. Keeps only a few batches in
 * memory. Returns the number of items.
 */
export async function stageManifest(
  context: Pick<Context, 'db' | 'storage' | 'limits'>,
  claim: Claim,
  report: IssueReport,
  checkMetadata: MetadataCheck,
  { checkpoint, linesAtOnce }: Steps,
): Promise<number> {
  const { db } = context;
  const dataset = await db.dataset.findUniqueOrThrow({
    where: { orgId_id: { orgId: claim.orgId, id: claim.datasetId } },
    select: { revision: true },
  });
  let itemCount = 0;
  let reported: Promise<void> = Promise.resolve();
  const running = new Set<Promise<void>>();
  let failure: { error: unknown } | undefined;
  let nextNote = 0;

  for await (const batch of manifestBatches(context, claim.request, linesAtOnce)) {
    if (failure) break;
    checkpoint();
    itemCount += batch.lines.length;
    const stageAndReport = async (earlier: Promise<void>, total: number) => {
      const issues: Issue[] = [...batch.issues];
      await stageBatch(db, claim, dataset.revision, batch, checkMetadata, issues);
      // Reports issues in the order of the lines, even if a later batch is finished first.
      await earlier;
      await report.add(issues);
      if (Date.now() < nextNote) return;
      nextNote = Date.now() + noteMilliseconds;
      await noteProgress(db, claim, total, report.count);
    };
    reported = stageAndReport(reported, itemCount);
    const run: Promise<void> = reported
      .catch((error: unknown) => {
        failure ??= { error };
      })
      .finally(() => running.delete(run));
    running.add(run);
    if (running.size >= batchesAtOnce) await Promise.race(running);
  }
  await Promise.all(running);
  if (failure) throw failure.error;
  await report.flush();
  await noteProgress(db, claim, itemCount, report.count);
  return itemCount;
}

async function stageBatch(
  db: Db,
  claim: Claim,
  revision: number | null,
  { lines }: ManifestBatch,
  checkMetadata: MetadataCheck,
  issues: Issue[],
): Promise<void> {
  const say = (issue: Issue) => void issues.push(issue);
  const rows: string[] = [];
  const named: NamedItem[] = [];
  for (const { line, text } of lines) {
    const { item } = checkLine(text, line, claim.mode, say);
    if (item?.remove) rows.push(printRemoval(item));
    else if (item) named.push(item);
  }
  const fitting = checkMetadata(named, say);
  const { orgId, sessionId, request } = claim;
  const find = await resolveAssets(
    db,
    { orgId, sessionId, hiddenDatasetIds: request.hiddenDatasetIds },
    fitting.flatMap(({ assets }) => assets),
  );
  const resolved: ResolvedItem[] = [];
  for (const item of fitting) {
    const found = resolveItem(item, find, say);
    if (found) resolved.push(found);
  }
  const unchanged = await findUnchanged(db, claim, revision, resolved);
  for (const item of resolved) rows.push(unchanged.has(item) ? printUnchangedRow(item) : printRow(item));
  await insertStagedRows(db, claim, rows, say);
  issues.sort((a, b) => a.line - b.line);
}

async function noteProgress(db: Db, claim: Claim, itemCount: number, issueCount: number): Promise<void> {
  await db.ingestSession.updateMany({
    where: { orgId: claim.orgId, id: claim.sessionId, attempt: claim.attempt, state: claim.state },
    data: { itemCount, issueCount },
  });
}
