import type { Db } from '#database/databases.ts';
import type { DatasetRevision, IngestSession } from '#prisma/client/client.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Context } from '../context.ts';
import { IdempotencyConflict, PublishInProgress, SessionClosed, UploadsMissing } from '../errors.ts';
import { awaitOutcome, passedItems, undeliveredOutcome } from './claim/await-outcome.ts';
import { type Claim, ClaimLost } from './claim/claim.ts';
import { type Asked, claimPublish } from './claim/claim-publish.ts';
import { HandedOver, handOver } from './claim/hand-over.ts';
import { isUnderWay } from './claim/is-under-way.ts';
import { outcomeOf } from './claim/outcome.ts';
import { recordFailure } from './claim/record-failure.ts';
import { scheduleContinuation } from './claim/schedule-continuation.ts';
import { publishRuleOf } from './ingest-states.ts';
import { findManifestFile } from './manifest/find-manifest-file.ts';
import { readManifestInput } from './manifest/read-manifest-input.ts';
import { runPublish } from './publish/run-publish.ts';
import { requireSession } from './require-session.ts';
import { settleUploads } from './settle-uploads.ts';
import { StageLost } from './stage/staged-rows.ts';
import { whileVerifying } from './while-verifying.ts';

export interface PublishInput {
  sessionId: string;
  /** Inline items, at most as many as `Limits.inlineItems`. */
  items?: readonly unknown[] | null;
  /** SHA-256 of an NDJSON file that was uploaded in this session. It replaces `items`. */
  manifestSha256?: string | null;
  expectedRevision?: number | null;
  dryRun?: boolean | null;
  /** Whether a manifest without items is allowed. In REPLACE mode, such a manifest removes every item. */
  allowEmpty?: boolean | null;
}

export type PublishAnswer =
  | { kind: 'PublishSucceeded'; revision: DatasetRevision; noop: boolean }
  | { kind: 'PublishPending'; session: IngestSession }
  | { kind: 'DryRunPassed'; session: IngestSession; itemCount: number };

type PublishContext = Pick<Context, 'db' | 'viewer' | 'storage' | 'limits' | 'origin'>;

/** Maximum size of a manifest file that is published while the caller waits. A worker publishes larger files. */
const inlineByteSize = 8 * 1024 ** 2;

/**
 * Publishes a session's manifest as the next revision of the dataset. Readers see either the whole revision or no
 * change.
 *
 * A repeated call returns the same revision, so a pipeline can simply retry.
 */
export async function publishIngestSession(context: PublishContext, input: PublishInput): Promise<PublishAnswer> {
  const { db, limits } = context;
  const deadline = Date.now() + limits.publishSeconds * 1_000;
  const session = await requireSession(context, input.sessionId);
  const manifest = readManifestInput(input, limits);
  const asked = { manifestSha256: manifest.sha256, dryRun: input.dryRun === true };
  const rule = publishRuleOf(session.state);
  switch (rule) {
    case 'REFUSE':
      throw new SessionClosed(session.state);
    case 'REPLAY':
      return replay(context, session, asked);
    case 'FOLLOW':
      return join(context, session, asked, deadline);
    case 'CLAIM':
      break;
    default:
      return rule satisfies never;
  }
  if (isUnderWay(session)) return join(context, session, asked, deadline);

  const outcome = await undeliveredOutcome(db, { orgId: session.orgId, sessionId: session.id }, asked);
  if (outcome) return { kind: 'DryRunPassed', session, itemCount: passedItems(outcome, session.id) };

  const settled = await whileVerifying(db, session, () => settleUploads(context, session));
  const { missingCount, pendingCount, filenames } = settled;
  if (missingCount + pendingCount > 0) throw new UploadsMissing(missingCount + pendingCount, filenames);
  const file = manifest.text === null ? await findManifestFile(db, session, manifest.sha256) : null;
  const claim = await claimPublish(context, session, {
    ...asked,
    manifest: manifest.text,
    manifestAssetId: file?.id ?? null,
    expectedRevision: input.expectedRevision ?? null,
    allowEmpty: input.allowEmpty === true,
    hiddenDatasetIds: await hiddenDatasets(context, session),
  });
  // Another publish has claimed the session first. If its manifest is the same, this call returns its result.
  if (!claim) return publishIngestSession(context, input);
  if (file && file.byteSize > inlineByteSize) {
    await handOver(db, claim);
    return join(context, { id: session.id, orgId: session.orgId, attempt: claim.attempt }, asked, deadline);
  }
  return publishHere(context, claim, asked, deadline);
}

type SameManifest = Pick<Asked, 'manifestSha256' | 'dryRun'>;

/** Publishes in this process while the caller waits. After `publishSeconds`, a worker continues the publish. */
async function publishHere(
  context: PublishContext,
  claim: Claim,
  asked: SameManifest,
  deadline: number,
): Promise<PublishAnswer> {
  const checkpoint = () => {
    if (Date.now() > deadline) throw new HandedOver();
  };
  try {
    await runPublish(context, claim, { checkpoint, delivered: true });
  } catch (error) {
    if (error instanceof HandedOver || error instanceof StageLost) await handOver(context.db, claim);
    else if (!(error instanceof ClaimLost)) {
      // After an expected error, the session is already open again. After any other error, it must be released.
      if (!outcomeOf(error)) await releaseAfterError(context.db, claim).catch(() => {});
      throw error;
    }
  }
  return join(context, { id: claim.sessionId, orgId: claim.orgId, attempt: claim.attempt }, asked, deadline);
}

async function releaseAfterError(db: Db, claim: Claim): Promise<void> {
  await recordFailure(db, claim);
  await handOver(db, claim);
}

/** Waits for a publish that runs in another process or has just ended, and returns its result. */
async function join(
  context: PublishContext,
  { id, orgId, attempt }: Pick<IngestSession, 'id' | 'orgId' | 'attempt'>,
  asked: SameManifest,
  deadline: number,
): Promise<PublishAnswer> {
  const { db } = context;
  const before = await db.ingestSession.findUniqueOrThrow({
    where: { orgId_id: { orgId, id } },
    include: { publishRequest: true },
  });
  if (isUnderWay(before)) {
    const request = before.publishRequest;
    const isSame = request?.manifestSha256 === asked.manifestSha256 && request.dryRun === asked.dryRun;
    if (!isSame) throw new PublishInProgress();
    // The queued job lets a worker take over now. Otherwise the worker would find the dead publisher only at its next
    // check.
    if (isDead(before)) await scheduleContinuation(db, { orgId, sessionId: id }, 'now');
  }
  const { session, outcome } = await awaitOutcome(db, { orgId, sessionId: id, attempt }, deadline);
  if (publishRuleOf(session.state) === 'REPLAY') return replay(context, session, asked);
  if (outcome) return { kind: 'DryRunPassed', session, itemCount: passedItems(outcome, id) };
  if (isUnderWay(session)) return { kind: 'PublishPending', session };
  if (publishRuleOf(session.state) === 'REFUSE') throw new SessionClosed(session.state);
  throw new PublishInProgress();
}

/**
 * Returns whether the publisher has stopped renewing its lease. A wrong clock of this process does no harm, because a
 * takeover compares the lease with the database's clock.
 */
function isDead({ leaseExpiresAt }: IngestSession): boolean {
  return leaseExpiresAt !== null && leaseExpiresAt.getTime() <= Date.now();
}

/**
 * Returns the result of a published session. Throws if the manifest differs, because another manifest needs another
 * session.
 */
async function replay(
  { db }: PublishContext,
  session: IngestSession,
  { manifestSha256 }: SameManifest,
): Promise<PublishAnswer> {
  if (session.manifestSha256 !== manifestSha256) throw new IdempotencyConflict();
  const { orgId, datasetId, noop } = session;
  const number = session.revision!;
  const revision = await db.datasetRevision.findUniqueOrThrow({
    where: { orgId_datasetId_number: { orgId, datasetId, number } },
  });
  return { kind: 'PublishSucceeded', revision, noop };
}

async function hiddenDatasets({ db, viewer }: PublishContext, { orgId }: IngestSession): Promise<string[]> {
  const hidden = await db.dataset.findMany({ where: { orgId, NOT: datasetsVisibleTo(viewer) }, select: { id: true } });
  return hidden.map(({ id }) => id);
}
