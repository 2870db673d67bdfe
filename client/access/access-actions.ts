import type { AccessAction } from '../gql/graphql.ts';

/**
 * Record of all actions, so that a new action is a compile error here. Their names are in another module, which the
 * first page does not load.
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
