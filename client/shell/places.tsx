import { Activity, KeyRound, ScrollText, UserRound, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Role } from '../gql/graphql.ts';
import { isAtLeast } from '../settings/roles.ts';

/** Page about an organization itself, not its datasets. */
export interface Place {
  id: string;
  label: string;
  icon: ReactNode;
  to: string;
  isSetting: boolean;
}

/** Returns the pages about an organization that are useful for a role. */
export function placesIn(org: string, role: Role | undefined): readonly Place[] {
  const isAdmin = isAtLeast(role, 'ADMIN');
  const happenings = [
    {
      id: 'ingest',
      label: 'Publishing',
      icon: <Activity size={15} aria-hidden />,
      isFor: isAtLeast(role, 'PUBLISHER'),
    },
    { id: 'access', label: 'Access log', icon: <ScrollText size={15} aria-hidden />, isFor: isAdmin },
  ];
  const settings = [
    { id: 'tokens', label: 'Tokens', icon: <KeyRound size={15} aria-hidden /> },
    { id: 'members', label: 'Members', icon: <Users size={15} aria-hidden /> },
    { id: 'account', label: 'Your account', icon: <UserRound size={15} aria-hidden /> },
  ];
  return [
    ...happenings.flatMap(({ isFor, ...place }) =>
      isFor ? [{ ...place, to: `/o/${org}/${place.id}`, isSetting: false }] : [],
    ),
    ...settings.map((place) => ({ ...place, to: `/o/${org}/settings/${place.id}`, isSetting: true })),
  ];
}
