import type {
  EventKind,
  InvitationMailState,
  InvitationState,
  TokenScope,
  WebhookDeliveryState,
} from '../gql/graphql.ts';
import { countOf } from '../ui/format.ts';

/** UI strings of the settings of an organization and of an account. */

// Navigation
export const settings = 'Settings';
export const tokensTitle = 'Tokens';
export const membersTitle = 'Members';
export const accountTitle = 'Your account';

// Shared by the sections
export const cancel = 'Cancel';
export const done = 'Done';
export const actions = 'Actions';
export const name = 'Name';
export const email = 'Email';
export const role = 'Role';
export const lastUsed = 'Last used';
export const expires = 'Expires';
export const never = 'Never';
export const revoke = 'Revoke';
export const revoked = 'Revoked';
export const expired = 'Expired';
export const formerMember = 'Former member';

// Tokens
export const tokens = 'tokens';
export const yourTokens = 'Your tokens';
export const tokensOf = (organizationName: string): string => `Tokens of ${organizationName}`;
export const tokensHint =
  'A program signs in with a token. It acts for the person who created it, within their role and the token’s scopes, until it expires or is revoked.';
export const tokensForbidden = 'Only admins can see the tokens of all members.';
export const noTokens = 'No tokens yet';
export const noTokensHint = 'Create a token to publish or read datasets from a program.';
export const createToken = 'Create token';
export const tokenNameHint = 'What the token is for, such as a pipeline, a notebook or a machine.';
export const scopesLegend = 'Scopes';
export const scopes: Record<TokenScope, { label: string; hint: string }> = {
  READ: { label: 'Read', hint: 'Read datasets, items and files.' },
  PUBLISH: { label: 'Publish', hint: 'Publish datasets and add annotations.' },
  ADMIN: { label: 'Admin', hint: 'Manage members and tokens, and read the access log. Few programs need this.' },
};
export const datasetsLegend = 'Datasets';
export const allDatasets = 'All datasets';
export const allDatasetsHint = 'All datasets that you can see, and those added later.';
export const someDatasets = 'Only selected datasets';
export const someDatasetsHint = 'The token can’t create datasets or manage the organization.';
export const noDataset = 'No datasets';
export const expiresAfter = 'Expires after';
export const days = (count: number): string => countOf(count, 'day');
export const oneYear = '1 year';
export const actsFor = 'Acts for';
export const log = 'Log';
export const logOf = (tokenName: string): string => `Access log of ${tokenName}`;
export const revokeToken = 'Revoke token';
export const revokeNamed = (tokenName: string): string => `Revoke ${tokenName}`;
export const revokeTokenQuestion = (tokenName: string | undefined): string => `Revoke ${tokenName ?? 'this token'}?`;
export const revokeTokenHint =
  'Programs that use this token lose access with their next request. Tokens that were created with it are revoked too.';
export const tokenRevoked = (tokenName: string): string => `Revoked ${tokenName}.`;
export const copySecret = 'Copy secret';
export const secretShownOnce = 'Copy the secret now. You won’t be able to see it again.';
export const secretForCommandLine = 'For the command line, set the environment variable';
export const tokenVariable = 'VITRINE_TOKEN';
export const secretForPrograms = 'In other programs, send the header';
export const tokenHeader = 'Authorization: Bearer …';

// Members
export const members = 'members';
export const membersOf = (organizationName: string): string => `Members of ${organizationName}`;
export const membersHint =
  'Viewers can view, search and annotate. Publishers can also publish datasets. Admins can also manage access. Owners can do everything.';
export const membersForbidden = 'Share links don’t show the members of an organization.';
export const noMembers = 'No members';
export const joined = 'Joined';
export const roleOf = (memberName: string): string => `Role of ${memberName}`;
export const roleChanged = (memberName: string, newRole: string): string => `${memberName}’s role is now ${newRole}.`;
export const remove = 'Remove';
export const removeNamed = (memberName: string): string => `Remove ${memberName}`;
export const removeMember = 'Remove member';
export const removeMemberQuestion = (memberName: string | undefined): string =>
  `Remove ${memberName ?? 'this member'}?`;
export const removeMemberHint =
  'This revokes their tokens, access, share links and open invitations in this organization. Datasets that they published stay.';
export const memberRemoved = (memberName: string): string => `Removed ${memberName}.`;

// Invitations
export const invitations = 'invitations';
export const invitationsTitle = 'Invitations';
/** Accessible name of the table. It differs from the section title, because both are landmarks. */
export const invitationsTable = 'Table of invitations';
export const invitationsHint = 'Each invitation is a link in an email. Anyone who can read that email can join.';
export const invitationsForbidden = 'Only admins can see invitations.';
export const noInvitations = 'No invitations yet';
export const noInvitationsHint = 'Invite people by email.';
export const inviteMember = 'Invite member';
export const inviteEmail = 'Email address';
export const inviteEmailHint = 'We send the link to this address. It replaces an earlier invitation for the address.';
export const sendInvitation = 'Send invitation';
export const sendAgain = 'Send again';
export const sendAgainTo = (address: string): string => `Send the invitation for ${address} again`;
export const revokeInvitation = (address: string): string => `Revoke the invitation for ${address}`;
export const invitationRevoked = (address: string): string => `Revoked the invitation for ${address}.`;
export const status = 'Status';
export const invitedBy = 'Invited by';
export const sent = 'Sent';
export const invitationStates: Record<InvitationState, string> = {
  OPEN: 'Open',
  ACCEPTED: 'Accepted',
  EXPIRED: 'Expired',
  REVOKED: 'Revoked',
};
export const mailStates: Record<InvitationMailState, string | null> = {
  SENT: null,
  SENDING: 'Sending email',
  FAILED: 'Email failed',
  NOT_SENT: 'No email sent',
};
export const mailMessages: Record<InvitationMailState, (address: string) => string> = {
  SENT: (address) => `Invitation sent to ${address}.`,
  SENDING: (address) => `Sending the invitation to ${address}. The list of invitations shows when it is sent.`,
  FAILED: (address) => `Couldn’t send the email to ${address}. Check the address, then send the invitation again.`,
  NOT_SENT: (address) =>
    `Invitation for ${address} created. This server doesn’t send email. Copy the link from the server’s log.`,
};

// Account
export const password = 'Password';
export const currentPassword = 'Current password';
export const newPassword = 'New password';
export const passwordHint = 'At least 10 characters.';
export const changePassword = 'Change password';
export const passwordChanged = 'Password changed.';
export const membership = 'Membership';
export const membershipHint = (organizationName: string): string =>
  `You are a member of ${organizationName}. The last owner can’t leave an organization.`;
export const leave = 'Leave';
export const leaveOrganization = 'Leave organization';
export const leaveQuestion = (organizationName: string): string => `Leave ${organizationName}?`;
export const leaveHint =
  'This revokes your tokens, access, share links and open invitations in this organization. Datasets that you published stay. To join again, you need a new invitation.';

// Sessions
export const sessions = 'sessions';
export const sessionsTitle = 'Sessions';
export const sessionsTable = 'Table of sessions';
export const sessionsHint =
  'Browsers that are signed in to your account. If you don’t recognize one, end it and change your password.';
export const sessionsForbidden = 'Sign in to see your sessions.';
export const noSessions = 'No sessions';
export const browser = 'Browser';
export const thisBrowser = 'This browser';
export const address = 'Address';
export const signedIn = 'Signed in';
export const endSession = 'End session';
export const endSessionOf = (program: string): string => `End session of ${program}`;
export const sessionEnded = 'Session ended.';
export const signOutEverywhere = 'Sign out everywhere';
export const signOutEverywhereQuestion = 'Sign out everywhere?';
export const signOutEverywhereHint = 'This signs out all browsers, including this one. Your tokens keep working.';
export const signedOut = (browserCount: number): string => `Signed out of ${countOf(browserCount, 'browser')}.`;

// Webhooks
export const webhooks = 'webhooks';
export const webhooksTitle = 'Webhooks';
export const webhooksOf = (organizationName: string): string => `Webhooks of ${organizationName}`;
export const webhooksHint =
  'Vitrine sends each event to these URLs as it happens, in order and signed. A URL that keeps failing is paused.';
export const webhooksForbidden = 'Only admins can see webhooks.';
export const noWebhooks = 'No webhooks yet';
export const noWebhooksHint = 'Create a webhook to start a pipeline when a dataset is published.';
export const createWebhook = 'Create webhook';
export const url = 'URL';
export const urlHint = 'Begins with https://. Private and local addresses are refused.';
export const eventsLegend = 'Events';
export const allEvents = 'All events';
export const allEventsHint = 'Also those that later versions add.';
export const someEvents = 'Only selected events';
export const countOfKinds = (count: number): string => (count === 0 ? allEvents : countOf(count, 'kind'));
export const eventKinds: Record<EventKind, string> = {
  DATASET_PUBLISHED: 'Dataset published',
  DATASET_CHANGED: 'Dataset settings changed',
  DATASET_ARCHIVED: 'Dataset archived',
  DATASET_RESTORED: 'Dataset restored',
  REVISION_DELETED: 'Revision deleted',
  REVISION_PROCESSED: 'Revision processed',
  INGEST_SESSION_FAILED: 'Ingest session failed',
  EXPORT_READY: 'Export ready',
  EXPORT_FAILED: 'Export failed',
  ACCESS_GRANTED: 'Access granted',
  ACCESS_REVOKED: 'Access revoked',
  SHARE_LINK_OPENED: 'Share link opened',
  MEMBER_INVITED: 'Member invited',
  MEMBER_JOINED: 'Member joined',
  MEMBER_ROLE_CHANGED: 'Member’s role changed',
  MEMBER_REMOVED: 'Member removed',
};
export const webhookActive = 'Active';
export const webhookPaused = 'Paused';
export const webhookRetrying = (attempts: number): string => `Retrying (${attempts} failed)`;
export const pausedBecause = (reason: string): string => `Paused: ${reason}`;
export const created = 'Created';
export const open = 'Open';
export const close = 'Close';
export const openWebhook = (address: string): string => `Open deliveries to ${address}`;
export const closeWebhook = (address: string): string => `Close deliveries to ${address}`;
export const webhookSecretHint = 'The receiver verifies the signature of each delivery with it.';
export const newSecretTitle = 'New secret';
export const deliveries = 'deliveries';
export const deliveriesTable = 'Table of deliveries';
export const deliveriesTo = (host: string): string => `Deliveries to ${host}`;
export const noDeliveries = 'No deliveries yet';
export const noDeliveriesHint = 'Send a test to try the receiver.';
export const refresh = 'Refresh';
export const sendTest = 'Send test';
export const testSent = 'Sending a test.';
export const pause = 'Pause';
export const resume = 'Resume';
export const rotateSecret = 'Replace secret';
export const rotateHint = 'You get a new secret. For 24 hours, deliveries are signed with the earlier one too.';
export const deleteWebhook = 'Delete webhook';
export const deleteWebhookHint = 'Its secret and its deliveries are deleted too. Events that wait are not delivered.';
export const webhookDeleted = 'Deleted the webhook.';
export const publicKeyLabel = 'Public key for v1a signatures:';
export const event = 'Event';
export const manual = 'By hand';
export const httpStatus = 'HTTP';
export const attempts = 'Attempts';
export const duration = 'Duration';
export const milliseconds = (count: number): string => `${count} ms`;
export const details = 'Details';
export const showDelivery = (type: string): string => `Details of ${type}`;
export const deliveryStates: Record<WebhookDeliveryState, string> = {
  PENDING: 'Waiting',
  RETRYING: 'Retrying',
  DELIVERED: 'Delivered',
  FAILED: 'Failed',
};
export const request = 'Request';
export const messageId = 'Message id:';
export const eventGone = 'The event is no longer kept.';
export const response = 'Response';
export const responseWith = (code: number): string => `Response: HTTP ${code}`;
export const noResponse = 'No response arrived.';
export const emptyResponse = 'The response was empty.';
export const redeliver = 'Redeliver';
export const redelivered = 'Sending the event again.';
