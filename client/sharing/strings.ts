import { countOf } from '../ui/format.ts';

/** UI strings of the access to a dataset and of share links. */

// Page
export const accessTo = (datasetName: string): string => `Access to ${datasetName}`;
export const datasets = 'Datasets';
export const access = 'Access';
export const accessNoun = 'access';
export const noPermission = 'You don’t have permission to see this';
export const noPermissionHint =
  'Publishers can create share links. Admins can choose which members see a dataset. Ask one of them.';
export const actions = 'Actions';
export const name = 'Name';
export const email = 'Email';
export const formerMember = 'Former member';

// Visibility
export const visibility = 'Visibility';
export const onlyAdmins = 'Only admins can change this.';
export const members = 'Members';
export const allMembers = (organizationName: string): string => `All members of ${organizationName}`;
export const allMembersHint = 'Everyone in the organization can see the dataset.';
export const someMembers = 'Only selected members';
export const someMembersHint = 'Admins, owners and the members listed below can see the dataset.';
export const visibleTo = (who: string): string => `Visible to: ${who}`;
export const files = 'Files';
export const sensitive = 'Sensitive';
export const sensitiveHint = 'Browsers and proxies don’t cache the files. They load again each time.';
export const cachingOff = 'Files are no longer cached.';
export const cachingOn = 'Browsers may cache files.';

// Members with access
export const grantsTitle = 'Members with access';
/** Accessible name of the table. It differs from the section title, because both are landmarks. */
export const grantsTable = 'Table of members with access';
export const grantsHint = 'Applies if only selected members can see the dataset. Admins and owners always can.';
export const grants = 'members';
export const grantsForbidden = 'Only admins can see this list.';
export const noGrants = 'No members selected';
export const noGrantsHint = 'Choose a member above, then grant access.';
export const member = 'Member';
export const chooseMember = 'Choose a member';
export const grantAccess = 'Grant access';
export const granted = (memberName: string | undefined): string => `Granted access to ${memberName ?? 'the member'}.`;
export const since = 'Since';
export const remove = 'Remove';
export const removeAccessOf = (memberName: string): string => `Remove ${memberName}’s access`;
export const accessRemoved = (memberName: string): string => `Removed ${memberName}’s access.`;

// Share links
export const shareLinks = 'Share links';
export const shareLinksTable = 'Table of share links';
export const shareLinksHint =
  'Anyone with a link can see this dataset without an account until the link expires. They can’t see members or other datasets. The access log records what they open.';
export const links = 'links';
export const linksForbidden = 'Only publishers can see the share links of a dataset.';
export const noLinks = 'No share links yet';
export const noLinksHint = 'Create a link to share this dataset with people who don’t have an account.';
export const createLink = 'Create share link';
export const linkNameHint = 'Shown in the list of links and in the access log. For example, the name of the recipient.';
export const shows = 'Shows';
export const currentRevisionOption = 'The current revision, updated with each publish';
export const fixedRevisionOption = 'One fixed revision';
export const revision = 'Revision';
export const includeReviews = 'Include reviewers’ annotations';
export const includeReviewsHint = 'They may be newer than the revision.';
export const expiresAfter = 'Expires after';
export const days = (count: number): string => countOf(count, 'day');
export const oneYear = '1 year';
export const cancel = 'Cancel';
export const done = 'Done';
export const linkShownOnce = 'Copy the link now. You won’t be able to see it again.';
export const copyLink = 'Copy link';
export const linkOpensTo = 'Anyone with this link can see the dataset.';
export const currentRevision = 'Current revision';
export const createdBy = 'Created by';
export const created = 'Created';
export const lastUsed = 'Last used';
export const never = 'Never';
export const expires = 'Expires';
export const revoke = 'Revoke';
export const revoked = 'Revoked';
export const expired = 'Expired';
export const revokeNamed = (linkName: string): string => `Revoke the link ${linkName}`;
export const revokeQuestion = (linkName: string | undefined): string =>
  linkName === undefined ? 'Revoke this link?' : `Revoke the link ${linkName}?`;
export const revokeLink = 'Revoke link';
export const revokeHint =
  'The link stops working at once. Files that are already open stay available for up to 5 minutes.';
export const linkRevoked = (linkName: string): string => `Revoked the link ${linkName}.`;

// Page that a share link opens
export const opening = 'Shared with you';
export const openingLead = 'Loading the shared dataset…';
export const openingFailed = 'Couldn’t open this link';
export const linkExpired = 'This link has expired';
export const linkExpiredLead =
  'It is too old, was revoked, or is incomplete. Ask the person who sent it for a new one.';
export const signIn = 'Sign in';
