import { ClaimLost } from './claim.ts';
import { clearEndedStage } from './clear-stage.ts';
import { handOver } from './hand-over.ts';
import { outcomeOf } from './outcome.ts';
import { recordFailure } from './record-failure.ts';
import { type PublishContext, runPublish } from './run-publish.ts';
import { scheduleContinuation } from './schedule-continuation.ts';
import { takeOver } from './take-over.ts';

/**
 * Looks after a publish: goes on with it where its publisher has died or handed it over, looks again later while the
 * publisher is alive, and clears the stage when it is over. After five unexpected errors the session has failed.
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
    // Somebody else goes on, or the caller finds the outcome on the session.
    if (error instanceof ClaimLost || outcomeOf(error)) return;
    const recorded = signal?.aborted ? handOver(db, claim) : recordFailure(db, claim);
    await recorded.catch((failure: unknown) => {
      throw new Error(`The end of the attempt could not be recorded: ${String(failure)}`, { cause: error });
    });
    throw error;
  }
}
