import type { InvitationMailState } from '../gql/graphql.ts';
import type { ChipTone } from '../ui/chip.tsx';

/** What the dialog says after an invitation, by what became of its mail. */
export const mailMessages: Record<InvitationMailState, (email: string) => string> = {
  SENT: (email) => `The invitation was sent to ${email}.`,
  SENDING: (email) => `The invitation to ${email} is being sent. The list shows when it has been.`,
  FAILED: (email) => `The mail to ${email} could not be sent. Check the address, and invite it again.`,
  NOT_SENT: (email) => `The invitation for ${email} was created. This server sends no mail; its log has the link.`,
};

/** Shown beside an open invitation; null when there is nothing to say. */
export const mailLabels: Record<InvitationMailState, string | null> = {
  SENT: null,
  SENDING: 'sending',
  FAILED: 'mail failed',
  NOT_SENT: 'no mail',
};

export const mailTones: Record<InvitationMailState, ChipTone> = {
  SENT: 'neutral',
  SENDING: 'neutral',
  FAILED: 'danger',
  NOT_SENT: 'neutral',
};
