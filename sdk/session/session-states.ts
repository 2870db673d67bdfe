import type { IngestState } from '../gql/graphql.ts';

/** Whether a session in each state accepts files. */
export const takesFiles: Record<IngestState, boolean> = {
  OPEN: true,
  PUBLISHING: false,
  PUBLISHED: false,
  FAILED: false,
  ABANDONED: false,
};

/**
 * Whether a publish is running in each state. The client follows such a session. In other states, the client requests
 * the result.
 */
export const isPublishing: Record<IngestState, boolean> = {
  OPEN: false,
  PUBLISHING: true,
  PUBLISHED: false,
  FAILED: false,
  ABANDONED: false,
};

/** Whether a session in each state has ended without a revision. */
export const hasFailed: Record<IngestState, boolean> = {
  OPEN: false,
  PUBLISHING: false,
  PUBLISHED: false,
  FAILED: true,
  ABANDONED: true,
};
