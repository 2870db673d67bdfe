import { showInvisible } from '#formats/show-invisible.ts';
import type { AccessAction } from '../gql/graphql.ts';

/** What was done, as a person says it. */
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

/** What an entry says was done; of share links, which of the things one does with them. */
export function describeAction(action: AccessAction, detail: unknown): string {
  const isOpened = action === 'SHARE_LINK' && typeof detail === 'object' && detail !== null && 'opened' in detail;
  return isOpened ? 'opened a share link' : actionWords[action];
}

export const accessActions = Object.keys(actionWords).filter(isAccessAction);

export function isAccessAction(text: string): text is AccessAction {
  return Object.hasOwn(actionWords, text);
}

/** What else is known of an entry, on one line: `role admin · by password`. */
export function describeDetail(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return '';
  return Object.entries(detail)
    .flatMap(([name, value]: [string, unknown]) => {
      if (typeof value === 'string') return value === '' ? [] : [`${name} ${showInvisible(value)}`];
      return typeof value === 'number' || typeof value === 'boolean' ? [`${name} ${value}`] : [];
    })
    .join(' · ');
}
