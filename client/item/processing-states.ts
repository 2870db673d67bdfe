import type { ProcessingState } from '../gql/graphql.ts';

/** Whether a step of a file is still to be done. */
export const isUnfinished: Record<ProcessingState, boolean> = {
  PENDING: true,
  RUNNING: true,
  DONE: false,
  FAILED: false,
  NOT_APPLICABLE: false,
};
