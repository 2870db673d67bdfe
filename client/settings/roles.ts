import { keysOf } from '#formats/keys-of.ts';
import type { Role } from '../gql/graphql.ts';

/** Roles, lowest first. */
const titles: Record<Role, string> = { VIEWER: 'Viewer', PUBLISHER: 'Publisher', ADMIN: 'Admin', OWNER: 'Owner' };
const roles = keysOf(titles);

/** Returns the roles that a user may assign: all, or all except owner. */
export function rolesToGive(mayMakeOwners: boolean): { value: Role; label: string }[] {
  return roles.filter((role) => mayMakeOwners || role !== 'OWNER').map((value) => ({ value, label: titles[value] }));
}

export const titleOfRole = (role: Role): string => titles[role];

/** Returns whether a role includes another. False for users who are not members. */
export function isAtLeast(role: Role | undefined, least: Role): boolean {
  return role !== undefined && roles.indexOf(role) >= roles.indexOf(least);
}
