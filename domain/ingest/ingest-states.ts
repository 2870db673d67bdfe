import { keysOf } from '#formats/keys-of.ts';
import type { IngestState } from '#prisma/client/enums.ts';

interface Rules {
  /**
   * Action of a publish of a session in this state: claim the session, wait for the running publish, return the earlier
   * result, or fail.
   */
  publish: 'CLAIM' | 'FOLLOW' | 'REPLAY' | 'REFUSE';
  /** Whether files can be declared, sent and verified. */
  takesFiles: boolean;
  /** Whether the session expires if no request uses it for a while. */
  expires: boolean;
  hasEnded: boolean;
}

const rulesOf: Record<IngestState, Rules> = {
  OPEN: { publish: 'CLAIM', takesFiles: true, expires: true, hasEnded: false },
  PUBLISHING: { publish: 'FOLLOW', takesFiles: false, expires: false, hasEnded: false },
  PUBLISHED: { publish: 'REPLAY', takesFiles: false, expires: false, hasEnded: true },
  FAILED: { publish: 'REFUSE', takesFiles: false, expires: false, hasEnded: true },
  ABANDONED: { publish: 'REFUSE', takesFiles: false, expires: false, hasEnded: true },
};

function statesWith(isMeant: (rules: Rules) => boolean): IngestState[] {
  return keysOf(rulesOf).filter((state) => isMeant(rulesOf[state]));
}

export const activeStates = statesWith(({ hasEnded }) => !hasEnded);
export const endedStates = statesWith(({ hasEnded }) => hasEnded);
/** States of sessions that ended without a revision. */
export const failedStates = statesWith(({ hasEnded, publish }) => hasEnded && publish === 'REFUSE');
/** States of sessions that a publish can claim, unless another publish has a valid lease. */
export const claimableStates = statesWith(({ publish }) => publish === 'CLAIM');
/** States of sessions for which no publish or dry run is running. */
export const restingStates = statesWith(({ publish }) => publish === 'REPLAY' || publish === 'REFUSE');
export const fileTakingStates = statesWith(({ takesFiles }) => takesFiles);
export const expiringStates = statesWith(({ expires }) => expires);

/** Returns what a publish of a session in this state does. */
export function publishRuleOf(state: IngestState): Rules['publish'] {
  return rulesOf[state].publish;
}

/** Returns whether files can be sent to a session in this state. */
export function takesFiles(state: IngestState): boolean {
  return rulesOf[state].takesFiles;
}

/** Returns whether a session in this state expires if no request uses it for a while. */
export function expires(state: IngestState): boolean {
  return rulesOf[state].expires;
}

/** Returns whether a session in this state has ended. */
export function hasEnded(state: IngestState): boolean {
  return rulesOf[state].hasEnded;
}
