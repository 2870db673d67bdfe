import type { AccessAction, AssetRole } from '#prisma/client/enums.ts';
import type { Disposition } from '../storage.ts';

/**
 * The action that the access log records for a URL of a file, by the file's role in the item. A grid loads thumbnails
 * of items that nobody opens, so thumbnails are recorded apart from views.
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

/** Returns the action that the access log records for a URL of a file. */
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
