import { keysOf } from '#formats/keys-of.ts';
import type { IngestPhase, IngestState } from '../gql/graphql.ts';
import type { ChipTone } from '../ui/chip.tsx';
import * as strings from './strings.ts';

export const toneOfState: Record<IngestState, ChipTone> = {
  OPEN: 'accent',
  PUBLISHING: 'accent',
  PUBLISHED: 'success',
  FAILED: 'danger',
  ABANDONED: 'neutral',
};

interface PhaseWords {
  title: string;
  about: string;
}

/** Phases of a session in order. A phase without words is shown as the phase that it is part of. */
const wordsOfPhase: Record<IngestPhase, PhaseWords | { partOf: IngestPhase }> = {
  UPLOADING: strings.upload,
  VERIFYING: { partOf: 'VALIDATING' },
  VALIDATING: strings.validate,
  STAGING: strings.stage,
  COMMITTING: strings.commit,
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
