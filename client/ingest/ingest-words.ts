import type { IngestMode, IngestPhase, IngestState } from '../gql/graphql.ts';

export const nameOfState: Record<IngestState, string> = {
  OPEN: 'open',
  PUBLISHING: 'publishing',
  PUBLISHED: 'published',
  FAILED: 'failed',
  ABANDONED: 'given up',
};

export const toneOfState = {
  OPEN: 'accent',
  PUBLISHING: 'accent',
  PUBLISHED: 'success',
  FAILED: 'danger',
  ABANDONED: 'neutral',
} as const satisfies Record<IngestState, string>;

export const nameOfMode: Record<IngestMode, string> = {
  APPEND: 'adds to the dataset',
  REPLACE: 'is the whole dataset',
};

/** The phases a session goes through, in their order; after the last there is nothing to do. */
export const phases: readonly { phase: IngestPhase; title: string; about: string }[] = [
  {
    phase: 'UPLOADING',
    title: 'Upload',
    about: 'Files arrive at the object store, which checks each against what was declared.',
  },
  { phase: 'VALIDATING', title: 'Validate', about: 'The manifest is read and checked, line by line.' },
  { phase: 'STAGING', title: 'Stage', about: 'Rows are written that nobody sees yet.' },
  { phase: 'COMMITTING', title: 'Commit', about: 'The dataset moves to the new revision, all at once.' },
];

export function isOver(state: IngestState): boolean {
  return state === 'PUBLISHED' || state === 'FAILED' || state === 'ABANDONED';
}
