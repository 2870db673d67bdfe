import { trueKeysOf } from '#formats/keys-of.ts';
import type { AccessAction } from '#prisma/client/enums.ts';

const opensFile: Record<AccessAction, boolean> = {
  ASSET_URL: true,
  THUMBNAIL_URL: false,
  DOWNLOAD: true,
  EXPORT: false,
  SIGN_IN: false,
  SIGN_OUT: false,
  PASSWORD_CHANGE: false,
  PUBLISH: false,
  DATASET_CHANGE: false,
  GRANT: false,
  ROLE_CHANGE: false,
  TOKEN_CHANGE: false,
  SHARE_LINK: false,
  INVITATION: false,
  WEBHOOK: false,
};

/** Access log actions that mean that a person opened the content of a file. */
export const openingActions: AccessAction[] = trueKeysOf(opensFile);
