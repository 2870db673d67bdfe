import type { InvitationMailState } from '../gql/graphql.ts';
import type { ChipTone } from '../ui/chip.tsx';

/** Tone of an invitation's chip, by the state of its email. */
export const mailTones: Record<InvitationMailState, ChipTone> = {
  SENT: 'neutral',
  SENDING: 'neutral',
  FAILED: 'danger',
  NOT_SENT: 'neutral',
};
