import type { AccessAction } from '../gql/graphql.ts';

/**
 * A record, so that a new action is a compile error here. The words are elsewhere: they are not part of the first load.
 */
const known: Record<AccessAction, true> = {
  ASSET_URL: true,
  THUMBNAIL_URL: true,
  DOWNLOAD: true,
  EXPORT: true,
  PUBLISH: true,
  DATASET_CHANGE: true,
  GRANT: true,
  SHARE_LINK: true,
  SIGN_IN: true,
  SIGN_OUT: true,
  PASSWORD_CHANGE: true,
  ROLE_CHANGE: true,
  TOKEN_CHANGE: true,
  INVITATION: true,
  WEBHOOK: true,
};

export const accessActions = Object.keys(known).filter(isAccessAction);

export function isAccessAction(text: string): text is AccessAction {
  return Object.hasOwn(known, text);
}
