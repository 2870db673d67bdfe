import { failAllProcessing } from '#domain/assets/processing.ts';
import type { Claim, Stage } from '#domain/processing/claim.ts';
import { finishFile, leaveForSlowSteps, postponeFile } from '#domain/processing/settle-file.ts';
import type { JobContext } from './kit.ts';
import { processSteps } from './process-steps.ts';
import { giveUpReasons } from './reasons.ts';

const maxAttempts = 8;

/** Runs the steps of one stage for a file that a job has claimed, then ends the claim. */
export async function processClaim(
  { assetId, attempts }: Claim,
  stage: Stage,
  context: JobContext,
  orgId: string,
): Promise<void> {
  const { db, logger, signal } = context;
  const file = { orgId, assetId };
  // The worker died during the last attempt.
  if (attempts > maxAttempts) {
    await failAllProcessing(db, { id: assetId, orgId }, giveUpReasons.interrupted);
    return finishFile(db, file);
  }
  try {
    const isComplete = await processSteps(file, stage, context);
    return isComplete ? await finishFile(db, file) : await leaveForSlowSteps(db, file);
  } catch (error) {
    // Keeps the claim if the worker is stopping, because the next attempt of this job takes it over.
    if (signal.aborted) throw error;
    logger.warn({ error, assetId, attempts }, 'a file could not be processed, it will be tried again');
    if (attempts < maxAttempts) return postponeFile(db, file, new Date(Date.now() + Math.exp(attempts) * 1_000));
    await failAllProcessing(db, { id: assetId, orgId }, giveUpReasons.failed);
    return finishFile(db, file);
  }
}
