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

/** Title of each phase, in order. A phase with `partOf` is shown as part of another phase. */
const wordsOfPhase: Record<IngestPhase, PhaseWords | { partOf: IngestPhase }> = {
  UPLOADING: strings.upload,
  VERIFYING: { partOf: 'VALIDATING' },
  VALIDATING: strings.validate,
  STAGING: strings.stage,
  COMMITTING: strings.commit,
  // Shown as validation, because most sessions that end without a revision have failed there.
  DONE: { partOf: 'VALIDATING' },
};

/** Phases that are shown, which are those with a title. */
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
