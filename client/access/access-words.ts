import { showInvisible } from '#formats/show-invisible.ts';
import type { AccessAction } from '../gql/graphql.ts';

/** Words for each action, as users would say them. */
export const actionWords: Record<AccessAction, string> = {
  ASSET_URL: 'looked at',
  THUMBNAIL_URL: 'loaded the thumbnail',
  DOWNLOAD: 'downloaded',
  EXPORT: 'exported',
  PUBLISH: 'published',
  DATASET_CHANGE: 'changed the dataset',
  GRANT: 'changed access',
  SHARE_LINK: 'changed a share link',
  SIGN_IN: 'signed in',
  SIGN_OUT: 'signed out',
  PASSWORD_CHANGE: 'changed the password',
  ROLE_CHANGE: 'changed a role',
  TOKEN_CHANGE: 'changed a token',
  INVITATION: 'changed an invitation',
};

/** Describes the action of an entry. Distinguishes opening a share link from other actions on it. */
export function describeAction(action: AccessAction, detail: unknown): string {
  const isOpened = action === 'SHARE_LINK' && typeof detail === 'object' && detail !== null && 'opened' in detail;
  return isOpened ? 'opened a share link' : actionWords[action];
}

export const accessActions = Object.keys(actionWords).filter(isAccessAction);

export function isAccessAction(text: string): text is AccessAction {
  return Object.hasOwn(actionWords, text);
}

/** Describes the other details of an entry on one line: `role admin · by password`. */
export function describeDetail(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return '';
  return Object.entries(detail)
    .flatMap(([name, value]: [string, unknown]) => {
      if (typeof value === 'string') return value === '' ? [] : [`${name} ${showInvisible(value)}`];
      return typeof value === 'number' || typeof value === 'boolean' ? [`${name} ${value}`] : [];
    })
    .join(' · ');
}
