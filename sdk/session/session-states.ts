import type { IngestState } from '../gql/graphql.ts';

/** Whether files can be sent to a session in each state. */
export const takesFiles: Record<IngestState, boolean> = {
  OPEN: true,
  PUBLISHING: false,
  PUBLISHED: false,
  FAILED: false,
  ABANDONED: false,
};

/** Whether a publish runs, so that its client follows it. In any other state, the client asks for the result. */
export const isPublishing: Record<IngestState, boolean> = {
  OPEN: false,
  PUBLISHING: true,
  PUBLISHED: false,
  FAILED: false,
  ABANDONED: false,
};

/** Whether the session ended without a revision. */
export const hasFailed: Record<IngestState, boolean> = {
  OPEN: false,
  PUBLISHING: false,
  PUBLISHED: false,
  FAILED: true,
  ABANDONED: true,
};
