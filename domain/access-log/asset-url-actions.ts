import type { AccessAction, AssetRole } from '#prisma/client/enums.ts';
import type { Disposition } from '../storage.ts';

/**
 * Access log action for a URL of a file, by the role of the file in its item. A grid requests thumbnails of items that
 * nobody opens, so thumbnails have a separate action.
 */
const viewActions: Record<AssetRole, AccessAction> = {
  PRIMARY: 'ASSET_URL',
  THUMBNAIL: 'THUMBNAIL_URL',
  PREVIEW: 'ASSET_URL',
  RENDITION: 'ASSET_URL',
  POSTER: 'THUMBNAIL_URL',
  STORYBOARD: 'ASSET_URL',
  STORYBOARD_CUES: 'ASSET_URL',
  TRANSCRIPT: 'ASSET_URL',
  WAVEFORM: 'ASSET_URL',
  FRAME_TIMES: 'ASSET_URL',
  TABLE_SUMMARY: 'ASSET_URL',
  ATTACHMENT: 'ASSET_URL',
};

/** Returns the access log action for a URL of a file. */
export function assetUrlAction(role: AssetRole, disposition: Disposition): AccessAction {
  switch (disposition) {
    case 'INLINE':
      return viewActions[role];
    case 'ATTACHMENT':
      return 'DOWNLOAD';
    default:
      return disposition satisfies never;
  }
}
