import { ClaimLost } from '../claim/claim.ts';
import { handOver } from '../claim/hand-over.ts';
import { outcomeOf } from '../claim/outcome.ts';
import { recordFailure } from '../claim/record-failure.ts';
import { scheduleContinuation } from '../claim/schedule-continuation.ts';
import { takeOver } from '../claim/take-over.ts';
import { clearEndedStage } from '../stage/clear-stage.ts';
import { type PublishContext, runPublish } from './run-publish.ts';

/**
 * Continues a publish whose publisher has died or given up its claim. If the publisher is alive, schedules another
 * check. If the publish has ended, clears the stage. After five unexpected errors the session fails.
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
    // Either another process continues the publish, or the outcome is stored on the session.
    if (error instanceof ClaimLost || outcomeOf(error)) return;
    const recorded = signal?.aborted ? handOver(db, claim) : recordFailure(db, claim);
    await recorded.catch((failure: unknown) => {
      throw new Error(`The end of the attempt could not be recorded: ${String(failure)}`, { cause: error });
    });
    throw error;
  }
}
