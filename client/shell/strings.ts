import type { Theme } from './theme.ts';

/** UI strings of the frame around all pages. They are part of the first load. */

export const vitrine = 'Vitrine';
export const pageTitle = (title: string): string => `${title} · Vitrine`;
export const home = 'Vitrine: all datasets';
export const skip = 'Skip to content';
export const breadcrumbs = 'Breadcrumbs';
export const filters = 'Filters';
export const searchAll = 'Search all datasets';
export const commands = 'Commands';
export const organizations = 'Organizations';
export const organization = (name: string): string => `Organization: ${name}`;
export const noOrganization = 'none';
export const account = 'Account';
export const accountOf = (name: string): string => `Account of ${name}`;
export const guest = 'Guest';
export const withShareLink = 'Signed in with a share link';
export const graphiql = 'GraphiQL';
export const leave = 'Leave';
export const signOut = 'Sign out';

export const publishing = 'Publishing';
export const accessLog = 'Access log';
export const tokens = 'Tokens';
export const members = 'Members';
export const webhooks = 'Webhooks';
export const yourAccount = 'Your account';

export const theme = 'Theme';
export const themes: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' };
export const themeCommands: Record<Theme, string> = {
  light: 'Use light theme',
  dark: 'Use dark theme',
  system: 'Use system theme',
};

export const general = 'General';
export const help = 'Help';
export const goTo = 'Go to';
export const searchItems = 'Search items and transcripts';
export const openGraphiql = 'GraphiQL, the API explorer';
export const datasetsOf = (organizationName: string): string => `Datasets of ${organizationName}`;
export const findCommand = 'Find a command';
export const commandHint = 'Search or run a command…';
export const withQuery = (command: string, query: string): string => `${command}: “${query}”`;
export const noCommands = (query: string): string => `No commands match “${query}”.`;
export const shortcuts = 'Keyboard shortcuts';
export const singleKeys = 'Single-key shortcuts';
export const singleKeysHint = 'Turn these off if you use dictation or press keys by accident.';

export const shared = 'Shared with you';
export const revisionOf = (number: number, datasetName: string): string => `Revision ${number} of ${datasetName}`;
export const sharedUntil = (what: string): string => `${what} is shared with you until`;

export const notFoundTitle = 'Not found';
export const notFound = 'Page not found';
export const notFoundHint = 'The link is wrong or out of date, or you don’t have permission to see this page.';
export const allDatasets = 'All datasets';
export const failed = 'Something went wrong';
export const noOrganizations = 'No organizations yet';
export const noOrganizationsHint = 'Ask an admin of your organization to invite you.';
