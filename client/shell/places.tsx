import { Activity, KeyRound, ScrollText, UserRound, Users, Webhook } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Role } from '../gql/graphql.ts';
import { isAtLeast } from './is-at-least.ts';
import * as strings from './strings.ts';

/** Page about an organization itself, such as its settings. */
export interface Place {
  id: string;
  label: string;
  icon: ReactNode;
  to: string;
  isSetting: boolean;
}

/** Returns the pages about an organization that a user with this role can use. */
export function placesIn(org: string, role: Role | undefined): readonly Place[] {
  const isAdmin = isAtLeast(role, 'ADMIN');
  const happenings = [
    {
      id: 'ingest',
      label: strings.publishing,
      icon: <Activity size={15} aria-hidden />,
      isFor: isAtLeast(role, 'PUBLISHER'),
    },
    { id: 'access', label: strings.accessLog, icon: <ScrollText size={15} aria-hidden />, isFor: isAdmin },
  ];
  const settings = [
    { id: 'tokens', label: strings.tokens, icon: <KeyRound size={15} aria-hidden /> },
    { id: 'members', label: strings.members, icon: <Users size={15} aria-hidden /> },
    ...(isAdmin ? [{ id: 'webhooks', label: strings.webhooks, icon: <Webhook size={15} aria-hidden /> }] : []),
    { id: 'account', label: strings.yourAccount, icon: <UserRound size={15} aria-hidden /> },
  ];
  return [
    ...happenings.flatMap(({ isFor, ...place }) =>
      isFor ? [{ ...place, to: `/o/${org}/${place.id}`, isSetting: false }] : [],
    ),
    ...settings.map((place) => ({ ...place, to: `/o/${org}/settings/${place.id}`, isSetting: true })),
  ];
}
