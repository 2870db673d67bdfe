import { keysOf } from '#formats/keys-of.ts';
import type { Role } from '../gql/graphql.ts';
import * as strings from './strings.ts';

const roles = keysOf(strings.roles);

/** Returns the roles that a user may assign: all, or all except OWNER. */
export function rolesToGive(mayMakeOwners: boolean): { value: Role; label: string }[] {
  return roles
    .filter((role) => mayMakeOwners || role !== 'OWNER')
    .map((value) => ({ value, label: strings.roles[value] }));
}

export const titleOfRole = (role: Role): string => strings.roles[role];
