import { attachDerivedAsset } from '#domain/assets/attach-derived-asset.ts';
import { shrinkImage } from '../../media/images.ts';
import type { Step } from '../step.ts';

/** The long edge of a thumbnail, in pixels. */
export const thumbnailLongEdge = 480;

/** Makes the small picture of an image that lists show. */
export const makeThumbnail: Step = {
  task: 'makeThumbnail',
  async run({ asset, file, ...context }) {
    const picture = await shrinkImage(await file.path(), { longEdge: thumbnailLongEdge });
    await attachDerivedAsset(context, asset, { role: 'THUMBNAIL', contentType: 'image/webp', ...picture });
  },
};
