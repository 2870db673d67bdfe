import type { AccessAction } from '../gql/graphql.ts';

/** UI strings of the access log. */

export const title = 'Access log';
export const entries = 'entries';
export const forbidden = 'Only admins and owners can read the access log. Ask one of them if you need an entry.';
export const noEntries = 'No entries yet';
export const noEntriesHint = 'This page lists who viewed or downloaded files, and who changed access.';
export const noMatches = 'No matching entries';
export const noMatchesHint = 'No entry matches these filters.';
export const clearFilters = 'Clear filters';

// Filters
export const filters = 'Filters';
export const person = 'Person';
export const anyone = 'Anyone';
export const action = 'Action';
export const allActions = 'All actions';
export const dataset = 'Dataset';
export const allDatasets = 'All datasets';
export const from = 'From';
export const firstDay = 'First day';
export const to = 'To';
export const lastDay = 'Last day';
export const showThumbnails = 'Show thumbnails';
export const removeItemFilter = 'Remove the item filter';
export const oneToken = 'Filtered by token';
export const removeTokenFilter = 'Remove the token filter';
export const oneShareLink = 'Filtered by share link';
export const removeShareLinkFilter = 'Remove the share link filter';
export const unknownMember = (email: string): string =>
  `No member of this organization has the email address ${email}. Choose another person.`;
export const unknownDataset = (slug: string): string =>
  `This organization has no dataset called ${slug}. Choose another dataset.`;

// Table
export const time = 'Time';
export const details = 'Details';
export const source = 'Source';
export const request = 'Request';
export const guest = 'Guest';
export const formerMember = 'Former member';
/** Separator between the name of a person and the name of a token or share link. */
export const via = ' via ';
export const onlyThisItem = 'Show only this item';
export const showOnly = (itemKey: string): string => `Show only ${itemKey}`;
export const itemGone = (itemKey: string, slug: string): string => `${itemKey} is no longer in ${slug}.`;

export const actions: Record<AccessAction, string> = {
  ASSET_URL: 'Viewed',
  THUMBNAIL_URL: 'Loaded thumbnail',
  DOWNLOAD: 'Downloaded',
  EXPORT: 'Exported',
  PUBLISH: 'Published',
  DATASET_CHANGE: 'Changed dataset',
  GRANT: 'Changed access',
  SHARE_LINK: 'Changed share link',
  SIGN_IN: 'Signed in',
  SIGN_OUT: 'Signed out',
  PASSWORD_CHANGE: 'Changed password',
  ROLE_CHANGE: 'Changed role',
  TOKEN_CHANGE: 'Changed token',
  INVITATION: 'Changed invitation',
  WEBHOOK: 'Changed webhook',
};
export const openedShareLink = 'Opened share link';

// Export
export const exportLog = 'Export';
export const csv = 'CSV for spreadsheets';
export const ndjson = 'NDJSON for programs';
export const exportMatching = 'Export matching entries';
export const exportAll = 'Export all entries';
export const exportWithoutThumbnails = 'Export all entries except thumbnails';
export const exportFailed = 'Couldn’t export the access log. Try again.';
