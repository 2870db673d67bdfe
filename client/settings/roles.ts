import { keysOf } from '#formats/keys-of.ts';
import type { Role } from '../gql/graphql.ts';

/** The roles, the least first. */
const titles: Record<Role, string> = { VIEWER: 'Viewer', PUBLISHER: 'Publisher', ADMIN: 'Admin', OWNER: 'Owner' };
const roles = keysOf(titles);

/** Returns the roles that a person may give: all, or all but that of an owner. */
export function rolesToGive(mayMakeOwners: boolean): { value: Role; label: string }[] {
  return roles.filter((role) => mayMakeOwners || role !== 'OWNER').map((value) => ({ value, label: titles[value] }));
}

export const titleOfRole = (role: Role): string => titles[role];

/** Whether a role includes another. False for somebody who is no member. */
export function isAtLeast(role: Role | undefined, least: Role): boolean {
  return role !== undefined && roles.indexOf(role) >= roles.indexOf(least);
}
