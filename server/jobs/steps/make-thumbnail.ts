import { attachDerivedAsset } from '#domain/assets/attach-derived-asset.ts';
import { shrinkImage } from '../../media/images/image-process.ts';
import { readableImage } from '../readable-image.ts';
import type { Step } from '../step.ts';

/** Long edge of a thumbnail, in pixels. */
export const thumbnailLongEdge = 480;
/**
 * Maximum ratio of long to short edge. The thumbnail of a longer image is cut out of its middle, because the whole
 * would be too thin.
 */
const maxAspect = 4;

/** Makes the thumbnail of an image for lists. */
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
