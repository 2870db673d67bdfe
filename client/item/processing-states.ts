import type { ProcessingState } from '../gql/graphql.ts';

/** Whether a processing step in this state is unfinished. */
export const isUnfinished: Record<ProcessingState, boolean> = {
  PENDING: true,
  RUNNING: true,
  DONE: false,
  FAILED: false,
  NOT_APPLICABLE: false,
};
