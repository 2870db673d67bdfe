import type { Context } from '../../context.ts';
import { ValidationFailed } from '../../errors.ts';
import { loadMetadataCheck } from '../../item-schemas/load-metadata-check.ts';
import { findDuplicates } from '../manifest/find-duplicates.ts';
import { type Issue, issueCodes } from '../manifest/issue-codes.ts';
import { IssueReport } from '../manifest/issue-report.ts';
import { stageManifest } from '../manifest/stage-manifest.ts';
import { writeIssues } from '../manifest/write-issues.ts';
import { type Claim, Fenced } from './claim.ts';
import { clearStage } from './clear-stage.ts';
import { commitNoop, commitRevision } from './commit-revision.ts';
import { countFacets } from './count-facets.ts';
import { underLease } from './lease.ts';
import { outcomeOf } from './outcome.ts';
import { prepareRevision } from './prepare-revision.ts';
import { reopenSession } from './reopen-session.ts';
import { stageRemovals } from './stage-removals.ts';
import { writeRevision } from './write-revision.ts';

export type PublishContext = Pick<Context, 'db' | 'storage' | 'limits'>;

export interface RunOptions {
  /** Called between steps; what it throws ends the run where it is, to be taken over. */
  checkpoint?: () => void;
  /** Whether somebody waits who is told of the outcome. */
  delivered: boolean;
}

/**
 * Publishes what a claim is for, from wherever an earlier attempt has left it, until the session is published; or, for a
 * dry run and for what cannot be published, until it is open again, which throws what is wrong.
 */
export async function runPublish(context: PublishContext, claim: Claim, options: RunOptions): Promise<void> {
  const { db } = context;
  await underLease(db, claim, async ({ throwIfLost }) => {
    const checkpoint = () => {
      throwIfLost();
      options.checkpoint?.();
    };
    const goesOn = await hasWholeStage(context, claim);
    if (!goesOn) {
      const report = new IssueReport((issues) => writeIssues(db, claim, issues));
      try {
        const itemCount = await validate(context, claim, report, checkpoint);
        if (claim.request.dryRun) {
          await reopenSession(db, claim, { code: 'DRY_RUN_PASSED', itemCount }, options);
          return;
        }
      } catch (error) {
        const outcome = outcomeOf(error);
        if (outcome) await reopenSession(db, claim, outcome, { ...options, issueGroups: report.groups });
        throw error;
      }
      checkpoint();
      const stagedRows = await stageRemovals(db, claim);
      await enterPhase(context, claim, 'STAGING');
      await db.publishRequest.update({ where: { sessionId: claim.sessionId }, data: { stagedRows } });
    }
    const revision = await prepareRevision(db, claim, { goesOn }, checkpoint);
    await writeRevision(db, claim, revision, checkpoint);
    await commit(context, claim, revision);
  });
  await clearStage(db, claim);
}

/** Whether an earlier attempt found the manifest valid, and all of its rows are still on the stage. */
async function hasWholeStage({ db }: PublishContext, { sessionId, orgId, request }: Claim): Promise<boolean> {
  if (request.stagedRows === null) return false;
  const [stage] = await db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM staged_item WHERE org_id = ${orgId}::uuid AND session_id = ${sessionId}::uuid`;
  return Number(stage?.count) === request.stagedRows;
}

/** Reads and checks the whole manifest; what is sound is on the stage then. Answers how many items it names. */
async function validate(
  context: PublishContext,
  claim: Claim,
  report: IssueReport,
  checkpoint: () => void,
): Promise<number> {
  const { db } = context;
  await clearStage(db, claim);
  await db.ingestIssue.deleteMany({ where: { sessionId: claim.sessionId } });
  await enterPhase(context, claim, 'VALIDATING');
  const checkMetadata = await loadMetadataCheck(db, claim.orgId);
  const { itemCount } = await stageManifest(context, claim, report, checkMetadata, checkpoint);
  if (itemCount === 0 && report.count === 0 && !claim.request.allowEmpty) await report.add([emptyManifest]);
  checkpoint();
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
  message: issueCodes.EMPTY_MANIFEST,
  expected: 'at least one item',
};

async function commit(context: PublishContext, claim: Claim, number: number): Promise<void> {
  const { db } = context;
  const { orgId, datasetId, sessionId } = claim;
  const { added, changed, removed, byteGrowth } = await db.publishRequest.findUniqueOrThrow({ where: { sessionId } });
  const before = await db.datasetRevision.findUnique({
    where: { orgId_datasetId_number: { orgId, datasetId, number: number - 1 } },
    select: { itemCount: true, byteSize: true },
  });
  await enterPhase(context, claim, 'COMMITTING');
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
  { sessionId, attempt, state }: Claim,
  phase: 'VALIDATING' | 'STAGING' | 'COMMITTING',
): Promise<void> {
  const { count } = await db.ingestSession.updateMany({ where: { id: sessionId, attempt, state }, data: { phase } });
  if (count === 0) throw new Fenced();
}
