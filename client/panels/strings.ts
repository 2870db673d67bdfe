import type { Role } from '../gql/graphql.ts';

/** UI strings of the panels: lists, confirmations and pages about an organization. */

// Pages about an organization
export const organization = 'Organization';
export const activity = 'Activity';
export const settings = 'Settings';
export const roles: Record<Role, string> = {
  VIEWER: 'Viewer',
  PUBLISHER: 'Publisher',
  ADMIN: 'Admin',
  OWNER: 'Owner',
};
export const unknownProgram = 'Unknown';
export const programOn = (program: string, system: string): string => `${program} on ${system}`;

// Lists
export const noPermission = 'You don’t have permission to see this';
export const nextPageFailed = 'Couldn’t load more';
export const showMore = (noun: string): string => `Show more ${noun}`;
export const loading = (noun: string): string => `Loading ${noun}…`;

// Confirmations
export const cancel = 'Cancel';
