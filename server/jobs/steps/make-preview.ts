import { attachDerivedAsset } from '#domain/assets/attach-derived-asset.ts';
import { shrinkImage } from '../../media/images/image-process.ts';
import { readableImage } from '../readable-image.ts';
import type { Step } from '../step.ts';

const previewLongEdge = 2_048;

/** Makes a preview of an image that browsers cannot show. */
export const makePreview: Step = {
  task: 'makePreview',
  isQuick: false,
  async run(context) {
    const { source, contentType } = await readableImage(context);
    const options = { longEdge: previewLongEdge, quality: 85 };
    const { note, ...picture } = await shrinkImage(source, contentType, options, context.signal);
    await attachDerivedAsset(context, context.asset, { role: 'PREVIEW', contentType: 'image/webp', ...picture });
    return note;
  },
};
