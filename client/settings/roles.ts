import type { Role } from '../gql/graphql.ts';

/** The roles one can give, the least first. */
export const roleOptions: readonly { value: Role; label: string }[] = [
  { value: 'VIEWER', label: 'Viewer' },
  { value: 'PUBLISHER', label: 'Publisher' },
  { value: 'ADMIN', label: 'Admin' },
  { value: 'OWNER', label: 'Owner' },
];

export const titleOfRole = (role: Role): string => roleOptions.find(({ value }) => value === role)?.label ?? role;
