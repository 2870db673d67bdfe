import { attachDerivedAsset } from '#domain/assets/attach-derived-asset.ts';
import { essenceOf } from '#formats/content-type.ts';
import { isWebImage } from '#formats/web-images.ts';
import { shrinkImage } from '../../media/images/image-process.ts';
import { readableImage } from '../readable-image.ts';
import type { Step } from '../step.ts';
import { attachPreview } from './make-preview.ts';

/** Long edge of a thumbnail, in pixels. */
export const thumbnailLongEdge = 480;
/**
 * Maximum ratio of long to short edge. The thumbnail of a longer image is cut out of its middle, because the whole
 * would be too thin.
 */
const maxAspect = 4;

/**
 * Makes the thumbnail of an image for lists. Also makes the preview of an image that browsers cannot show although its
 * content type says so: steps are planned by content type, and this step is the first that knows the bytes.
 */
export const makeThumbnail: Step = {
  task: 'makeThumbnail',
  isQuick: true,
  async run(context) {
    const { source, contentType, fileContentType, isTorn } = await readableImage(context);
    const options = { longEdge: thumbnailLongEdge, maxAspect, isTorn };
    const { note, ...picture } = await shrinkImage(source, contentType, options, context.signal);
    await attachDerivedAsset(context, context.asset, { role: 'THUMBNAIL', contentType: 'image/webp', ...picture });
    const published = context.asset.contentType;
    if (!isWebImage(published) || isWebImage(fileContentType)) return note;
    await attachPreview(context);
    const difference = `The file is ${fileContentType}, not ${essenceOf(published)}. Browsers show its preview.`;
    return note ? `${difference} ${note}` : difference;
  },
};
