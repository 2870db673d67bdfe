import { showInvisible } from '#formats/show-invisible.ts';
import type { AccessAction } from '../gql/graphql.ts';
import * as strings from './strings.ts';

/** Describes the action of an entry. Opening a share link has a different text than other actions on a share link. */
export function describeAction(action: AccessAction, detail: unknown): string {
  const isOpened = action === 'SHARE_LINK' && typeof detail === 'object' && detail !== null && 'opened' in detail;
  return isOpened ? strings.openedShareLink : strings.actions[action];
}

/** Returns the details of an entry on one line, such as `role admin · by password`. */
export function describeDetail(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return '';
  return Object.entries(detail)
    .flatMap(([name, value]: [string, unknown]) => {
      if (typeof value === 'string') return value === '' ? [] : [`${name} ${showInvisible(value)}`];
      return typeof value === 'number' || typeof value === 'boolean' ? [`${name} ${value}`] : [];
    })
    .join(' · ');
}
