import type { InvitationMailState } from '../gql/graphql.ts';
import type { ChipTone } from '../ui/chip.tsx';

/** Message of the dialog after an invitation, by the state of its mail. */
export const mailMessages: Record<InvitationMailState, (email: string) => string> = {
  SENT: (email) => `The invitation was sent to ${email}.`,
  SENDING: (email) => `The invitation to ${email} is being sent. The list shows when it has been.`,
  FAILED: (email) => `The mail to ${email} could not be sent. Check the address, and invite it again.`,
  NOT_SENT: (email) => `The invitation for ${email} was created. This server sends no mail; its log has the link.`,
};

/** Label of an open invitation. Null for no label. */
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
