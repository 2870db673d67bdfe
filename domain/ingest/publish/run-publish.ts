import type { Db } from '#database/databases.ts';
import type { Issue } from '#formats/manifest/issue-codes.ts';
import type { Context } from '../../context.ts';
import { isDatabaseFull } from '../../database-full.ts';
import { DatabaseFull, ValidationFailed } from '../../errors.ts';
import { loadMetadataCheck } from '../../item-schemas/load-metadata-check.ts';
import { type Claim, ClaimLost } from '../claim/claim.ts';
import { underLease } from '../claim/lease.ts';
import { outcomeOf } from '../claim/outcome.ts';
import { reopenSession } from '../claim/reopen-session.ts';
import { findDuplicates } from '../manifest/find-duplicates.ts';
import { IssueReport } from '../manifest/issue-report.ts';
import { stageManifest } from '../manifest/stage-manifest.ts';
import { clearIssues, writeIssues } from '../manifest/write-issues.ts';
import { clearEndedStage, clearStage } from '../stage/clear-stage.ts';
import { countStagedRows, StageLost } from '../stage/staged-rows.ts';
import type { Steps } from '../stage/steps.ts';
import { commitNoop, commitRevision } from './commit-revision.ts';
import { countFacets } from './count-facets.ts';
import { prepareRevision } from './prepare-revision.ts';
import { stageRemovals } from './stage-removals.ts';
import { writeRevision } from './write-revision.ts';

export type PublishContext = Pick<Context, 'db' | 'storage' | 'limits'>;

export interface RunOptions {
  /**
   * Function that is called between steps. If it throws, the publish stops there, and another process can take over.
   */
  checkpoint?: () => void;
  /** Whether the caller waits and receives the outcome directly. */
  delivered: boolean;
  /** Number of lines that are read, checked and written at a time. */
  linesAtOnce?: number;
}

const linesAtOnce = 5_000;

/**
 * Publishes a claimed session, from the step where an earlier attempt stopped. Throws an error if the publish fails.
 * Reopens the session after a dry run or an expected error.
 */
export async function runPublish(context: PublishContext, claim: Claim, options: RunOptions): Promise<void> {
  const { db } = context;
  await underLease(db, claim, async ({ throwIfLost }) => {
    const checkpoint = () => {
      throwIfLost();
      options.checkpoint?.();
    };
    await reopenIfFull(db, claim, options, () => publishAll(context, claim, options, checkpoint));
  });
}

/**
 * Runs `publish`. If the disk of the database is full, reopens the session and throws. Readers see none of the written
 * rows.
 */
async function reopenIfFull(db: Db, claim: Claim, options: RunOptions, publish: () => Promise<void>): Promise<void> {
  try {
    await publish();
  } catch (error) {
    if (!isDatabaseFull(error)) throw error;
    const full = new DatabaseFull({ cause: error });
    // Deleting can fail too, because it may need disk space. A worker then clears the stage later.
    await clearStage(db, claim).catch(() => {});
    await reopenSession(db, claim, { code: full.code }, options);
    throw full;
  }
}

async function publishAll(
  context: PublishContext,
  claim: Claim,
  options: RunOptions,
  checkpoint: () => void,
): Promise<void> {
  const { db } = context;
  const goesOn = await hasWholeStage(context, claim);
  if (!goesOn) {
    const itemCount = await reopenUnlessValid(context, claim, options, checkpoint);
    if (claim.request.dryRun) {
      await clearStage(db, claim);
      await reopenSession(db, claim, { code: 'DRY_RUN_PASSED', itemCount }, options);
      return;
    }
    await enterPhase(context, claim, 'STAGING');
    checkpoint();
    await stageRemovals(db, claim, itemCount);
  }
  const stretches = { goesOn, linesAtOnce: options.linesAtOnce ?? linesAtOnce };
  const revision = await prepareRevision(db, claim, stretches, checkpoint);
  await writeRevision(db, claim, revision, checkpoint);
  checkpoint();
  await commit(context, claim, revision);
  await clearEndedStage(db, claim);
}

/** Writes the manifest to the stage. If the manifest is invalid, reopens the session and throws the error. */
async function reopenUnlessValid(
  context: PublishContext,
  claim: Claim,
  options: RunOptions,
  checkpoint: () => void,
): Promise<number> {
  const { db } = context;
  const report = new IssueReport((issues) => writeIssues(db, claim, issues));
  try {
    return await validate(context, claim, report, { checkpoint, linesAtOnce: options.linesAtOnce ?? linesAtOnce });
  } catch (error) {
    const outcome = outcomeOf(error);
    if (outcome) {
      await clearStage(db, claim);
      await reopenSession(db, claim, outcome, { ...options, issueGroups: report.groups });
    }
    throw error;
  }
}

/** Returns whether an earlier attempt found the manifest valid, and the stage still contains all its rows. */
async function hasWholeStage({ db }: PublishContext, claim: Claim): Promise<boolean> {
  const { request } = claim;
  return request.stagedRows !== null && (await countStagedRows(db, claim)) === request.stagedRows;
}

/** Checks the whole manifest, and writes the valid lines to the stage. Returns the number of items. */
async function validate(context: PublishContext, claim: Claim, report: IssueReport, steps: Steps): Promise<number> {
  const { db } = context;
  await enterPhase(context, claim, 'VALIDATING');
  await clearStage(db, claim);
  await clearIssues(db, claim);
  const checkMetadata = await loadMetadataCheck(db, claim.orgId);
  const itemCount = await stageManifest(context, claim, report, checkMetadata, steps);
  if (itemCount === 0 && report.count === 0 && !claim.request.allowEmpty) await report.add([emptyManifest]);
  steps.checkpoint();
  await findDuplicates(db, claim, report);
  await report.flush();
  if (report.count > 0) throw new ValidationFailed(claim.sessionId, report.count);
  return itemCount;
}

const emptyManifest: Issue = {
  line: 1,
  key: null,
  pointer: '',
  code: 'EMPTY_MANIFEST',
  message: 'The manifest has no items. To publish an empty dataset, set `allowEmpty`.',
  expected: 'at least one item',
};

async function commit(context: PublishContext, claim: Claim, number: number): Promise<void> {
  const { db } = context;
  const { orgId, datasetId, sessionId } = claim;
  const request = await db.publishRequest.findUniqueOrThrow({ where: { orgId_sessionId: { orgId, sessionId } } });
  const { added, changed, removed, byteGrowth } = request;
  const before = await db.datasetRevision.findUnique({
    where: { orgId_datasetId_number: { orgId, datasetId, number: number - 1 } },
    select: { itemCount: true, byteSize: true },
  });
  await enterPhase(context, claim, 'COMMITTING');
  // If the stage lost lines before they were written as items, the revision would not contain them.
  if (!(await hasWholeStage(context, { ...claim, request }))) throw new StageLost();
  if (before && added + changed + removed === 0) {
    await commitNoop(db, claim);
    return;
  }
  const itemsBefore = before?.itemCount ?? 0;
  await commitRevision(db, claim, {
    number,
    itemCount: itemsBefore + added - removed,
    byteSize: (before?.byteSize ?? 0n) + byteGrowth,
    facets: await countFacets(db, claim, number),
    changes: { added, changed, removed, unchanged: itemsBefore - changed - removed },
  });
}

async function enterPhase(
  { db }: PublishContext,
  { orgId, sessionId, attempt, state }: Claim,
  phase: 'VALIDATING' | 'STAGING' | 'COMMITTING',
): Promise<void> {
  const { count } = await db.ingestSession.updateMany({
    where: { orgId, id: sessionId, attempt, state },
    data: { phase },
  });
  if (count === 0) throw new ClaimLost();
}
