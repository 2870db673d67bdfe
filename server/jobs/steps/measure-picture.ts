import { measureAsset } from '#domain/assets/measure-asset.ts';
import { measureImage } from '../../media/images/image-process.ts';
import { readableImage } from '../readable-image.ts';
import type { Step } from '../step.ts';

/** Finds out how large an image is and how many pages it has. */
export const measurePicture: Step = {
  task: 'measurePicture',
  isQuick: true,
  async run(context) {
    const { source, contentType } = await readableImage(context);
    const { pageCount, ...size } = await measureImage(source, contentType, context.signal);
    await measureAsset(context, context.asset, { ...size, ...(pageCount !== null && { pageCount }) });
  },
};
