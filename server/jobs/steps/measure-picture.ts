import { measureAsset } from '#domain/assets/measure-asset.ts';
import { measureHeader, measureImage } from '../../media/images/image-process.ts';
import type { ImageSize } from '../../media/images/image-request.ts';
import { Unreadable } from '../../media/unreadable.ts';
import { readableImage } from '../readable-image.ts';
import type { Step, StepContext } from '../step.ts';

/** Measures the size of an image and counts its pages, also for an image that is not decoded. */
export const measurePicture: Step = {
  task: 'measurePicture',
  isQuick: true,
  async run(context) {
    const { pageCount, ...size } = await measure(context);
    await measureAsset(context, context.asset, { ...size, ...(pageCount !== null && { pageCount }) });
  },
};

async function measure(context: StepContext): Promise<ImageSize> {
  try {
    const { source, contentType } = await readableImage(context);
    return await measureImage(source, contentType, context.signal);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const size = await fromHeader(context);
    if (!size) throw error;
    return size;
  }
}

async function fromHeader({ asset, file, signal }: StepContext): Promise<ImageSize | null> {
  try {
    return await measureHeader(await file.path(), asset.contentType, signal);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}
