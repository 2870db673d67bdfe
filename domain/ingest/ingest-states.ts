import { keysOf } from '#formats/keys-of.ts';
import type { IngestState } from '#prisma/client/enums.ts';

type Stage = 'active' | 'published' | 'failed';

const stageOf: Record<IngestState, Stage> = {
  OPEN: 'active',
  PUBLISHING: 'active',
  PUBLISHED: 'published',
  FAILED: 'failed',
  ABANDONED: 'failed',
};

const states = keysOf(stageOf);
export const activeStates: IngestState[] = states.filter((state) => stageOf[state] === 'active');
export const endedStates: IngestState[] = states.filter(hasEnded);
export const failedStates: IngestState[] = states.filter(hasFailed);

/** Returns whether a session in this state has ended. */
export function hasEnded(state: IngestState): boolean {
  return stageOf[state] !== 'active';
}

/** Returns whether a session in this state ended without a revision. */
export function hasFailed(state: IngestState): boolean {
  return stageOf[state] === 'failed';
}
