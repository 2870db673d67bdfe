import { ClaimLost } from './claim.ts';
import { clearEndedStage } from './clear-stage.ts';
import { handOver } from './hand-over.ts';
import { outcomeOf } from './outcome.ts';
import { recordFailure } from './record-failure.ts';
import { type PublishContext, runPublish } from './run-publish.ts';
import { scheduleContinuation } from './schedule-continuation.ts';
import { takeOver } from './take-over.ts';

/**
 * Continues a publish whose publisher has died or handed it over. While the publisher is alive, schedules another look.
 * When the publish has ended, clears the stage. After five unexpected errors the session fails.
 */
export async function continuePublish(
  context: PublishContext,
  session: { orgId: string; sessionId: string },
  signal?: AbortSignal,
): Promise<void> {
  const { db } = context;
  const claim = await takeOver(db, session);
  if (claim === 'OVER') return clearEndedStage(db, session);
  if (claim === 'ALIVE') return scheduleContinuation(db, session);
  try {
    await runPublish(context, claim, { delivered: false, checkpoint: () => signal?.throwIfAborted() });
  } catch (error) {
    // Another process continues, or the caller finds the outcome on the session.
    if (error instanceof ClaimLost || outcomeOf(error)) return;
    const recorded = signal?.aborted ? handOver(db, claim) : recordFailure(db, claim);
    await recorded.catch((failure: unknown) => {
      throw new Error(`The end of the attempt could not be recorded: ${String(failure)}`, { cause: error });
    });
    throw error;
  }
}
