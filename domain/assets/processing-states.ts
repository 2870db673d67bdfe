import { keysOf, trueKeysOf } from '#formats/keys-of.ts';
import type { ProcessingState } from '#prisma/client/enums.ts';

const isUnfinished: Record<ProcessingState, boolean> = {
  PENDING: true,
  RUNNING: true,
  DONE: false,
  FAILED: false,
  NOT_APPLICABLE: false,
};

/** States in which a task of a file is not finished. */
export const unfinishedStates: ProcessingState[] = trueKeysOf(isUnfinished);
export const finishedStates: ProcessingState[] = keysOf(isUnfinished).filter((state) => !isUnfinished[state]);
