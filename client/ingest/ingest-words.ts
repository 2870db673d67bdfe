import { keysOf } from '#formats/keys-of.ts';
import type { IngestMode, IngestPhase, IngestState } from '../gql/graphql.ts';
import type { ChipTone } from '../ui/chip.tsx';

export const nameOfState: Record<IngestState, string> = {
  OPEN: 'open',
  PUBLISHING: 'publishing',
  PUBLISHED: 'published',
  FAILED: 'failed',
  ABANDONED: 'given up',
};

export const toneOfState: Record<IngestState, ChipTone> = {
  OPEN: 'accent',
  PUBLISHING: 'accent',
  PUBLISHED: 'success',
  FAILED: 'danger',
  ABANDONED: 'neutral',
};

export const nameOfMode: Record<IngestMode, string> = {
  APPEND: 'adds to the dataset',
  REPLACE: 'is the whole dataset',
};

interface PhaseWords {
  title: string;
  about: string;
}

/** Phases of a session in order. A phase without words is shown as the phase that it is part of. */
const wordsOfPhase: Record<IngestPhase, PhaseWords | { partOf: IngestPhase }> = {
  UPLOADING: {
    title: 'Upload',
    about: 'Files arrive at the object store, which checks each against what was declared.',
  },
  VERIFYING: { partOf: 'VALIDATING' },
  VALIDATING: { title: 'Validate', about: 'The manifest is read and checked, line by line.' },
  STAGING: { title: 'Stage', about: 'Rows are written that nobody sees yet.' },
  COMMITTING: { title: 'Commit', about: 'The dataset moves to the new revision, all at once.' },
  // A session that ended without a revision has usually failed validation.
  DONE: { partOf: 'VALIDATING' },
};

/** Phases that are shown. */
export const shownPhases: readonly ({ phase: IngestPhase } & PhaseWords)[] = keysOf(wordsOfPhase).flatMap((phase) => {
  const words = wordsOfPhase[phase];
  return 'partOf' in words ? [] : [{ phase, ...words }];
});

/** Returns the index of a phase among the shown phases. */
export function placeOfPhase(phase: IngestPhase): number {
  const words = wordsOfPhase[phase];
  const shown = 'partOf' in words ? words.partOf : phase;
  return shownPhases.findIndex((one) => one.phase === shown);
}

const isEnded: Record<IngestState, boolean> = {
  OPEN: false,
  PUBLISHING: false,
  PUBLISHED: true,
  FAILED: true,
  ABANDONED: true,
};

export function isOver(state: IngestState): boolean {
  return isEnded[state];
}
