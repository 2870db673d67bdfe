import type { Role } from '../gql/graphql.ts';

const rank: Record<Role, number> = { VIEWER: 0, PUBLISHER: 1, ADMIN: 2, OWNER: 3 };

/** Returns whether a role includes another. False for users who are not members. */
export function isAtLeast(role: Role | undefined, least: Role): boolean {
  return role !== undefined && rank[role] >= rank[least];
}
