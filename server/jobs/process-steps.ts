import { passOnDuration } from '#domain/assets/measure-asset.ts';
import {
  failProcessing,
  finishProcessing,
  planProcessing,
  postponeProcessing,
  skipProcessing,
  startProcessing,
} from '#domain/assets/processing.ts';
import type { Stage } from '#domain/processing/claim.ts';
import { Unreadable } from '../media/unreadable.ts';
import type { JobContext } from './kit.ts';
import { planSteps } from './plan-steps.ts';
import { withSourceFile } from './source-file.ts';
import type { Step, StepContext } from './step.ts';
import { measurePicture } from './steps/measure-picture.ts';

/**
 * Runs the processing steps of a file. Each step has a separate state, so a failed step does not affect the others.
 * Skips steps that are done. Returns whether all steps are done, including those of the other stage. Throws if a step
 * needs another attempt.
 */
export async function processSteps(
  { orgId, assetId }: { orgId: string; assetId: string },
  stage: Stage | 'ALL',
  context: Pick<JobContext, 'db' | 'storage' | 'ffmpeg' | 'signal' | 'logger'>,
): Promise<boolean> {
  const { db, storage, ffmpeg, signal, logger } = context;
  const find = () => db.asset.findUnique({ where: { orgId_id: { orgId, id: assetId } } });
  const asset = await find();
  if (!asset) return true; // the asset was swept meanwhile
  const steps = await planSteps(db, asset);
  const due = await planProcessing(
    db,
    asset,
    steps.map(({ task }) => task),
  );
  const isOfStage = ({ isQuick }: Step) => stage === 'ALL' || isQuick === (stage === 0);
  const ahead = steps.filter((step) => due.includes(step.task));
  const failures = await withSourceFile(storage, asset, signal, async (file) => {
    const failures: unknown[] = [];
    for (const step of ahead.filter(isOfStage)) {
      signal.throwIfAborted();
      const given = { asset, file, ffmpeg, db, storage, signal, logger: logger.child({ assetId, step: step.task }) };
      const failure = await runStep(step, given);
      if (failure) failures.push(failure);
    }
    return failures;
  });
  await passOnDuration({ db }, asset);
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, 'Several steps failed.');
  if (!ahead.every(isOfStage)) return false;
  // Plans the steps again if a step has just measured the image, because its size may require more steps.
  const measured = asset.width === null && steps.includes(measurePicture) ? await find() : null;
  if (measured === null || (await planSteps(db, measured)).length === steps.length) return true;
  return stage === 'ALL' ? processSteps({ orgId, assetId }, stage, context) : false;
}

/** Runs one step. Returns the error if a retry may help. */
async function runStep(step: Step, context: StepContext): Promise<unknown> {
  const { asset, db, logger } = context;
  await startProcessing(db, asset, step.task);
  try {
    const outcome = (await step.run(context)) ?? null;
    if (outcome === null || typeof outcome === 'string') await finishProcessing(db, asset, step.task, outcome);
    else await skipProcessing(db, asset, step.task, outcome.notApplicable);
  } catch (error) {
    if (error instanceof Unreadable) {
      logger.warn({ error, reason: error.reason }, 'step failed for good');
      await failProcessing(db, asset, step.task, error.message);
      return undefined;
    }
    await postponeProcessing(db, asset, step.task);
    return error ?? new Error('Unknown failure.');
  }
  return undefined;
}
