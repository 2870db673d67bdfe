import { attachDerivedAsset } from '#domain/assets/attach-derived-asset.ts';
import { shrinkImage } from '../../media/images/image-process.ts';
import { readableImage } from '../readable-image.ts';
import type { Step } from '../step.ts';

/** The long edge of a thumbnail, in pixels. */
export const thumbnailLongEdge = 480;
/** Tiles of longer images would be a smear: the middle is cut out. */
const maxAspect = 4;

/** Makes the small picture of an image that lists show. */
export const makeThumbnail: Step = {
  task: 'makeThumbnail',
  isQuick: true,
  async run(context) {
    const { source, contentType } = await readableImage(context);
    const options = { longEdge: thumbnailLongEdge, maxAspect };
    const { note, ...picture } = await shrinkImage(source, contentType, options, context.signal);
    await attachDerivedAsset(context, context.asset, { role: 'THUMBNAIL', contentType: 'image/webp', ...picture });
    return note;
  },
};
