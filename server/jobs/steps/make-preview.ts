import { attachDerivedAsset } from '#domain/assets/attach-derived-asset.ts';
import { shrinkImage } from '../../media/images/image-process.ts';
import { readableImage } from '../readable-image.ts';
import type { Step, StepContext } from '../step.ts';

const previewLongEdge = 2_048;

/** Makes a preview of an image that browsers cannot show. */
export const makePreview: Step = {
  task: 'makePreview',
  isQuick: false,
  run: attachPreview,
};

/** Makes the preview and attaches it. Returns a note for people on what is missing in it. */
export async function attachPreview(context: StepContext): Promise<string | null> {
  const { source, contentType, isTorn } = await readableImage(context);
  const options = { longEdge: previewLongEdge, quality: 85, isTorn };
  const { note, ...picture } = await shrinkImage(source, contentType, options, context.signal);
  await attachDerivedAsset(context, context.asset, { role: 'PREVIEW', contentType: 'image/webp', ...picture });
  return note;
}
