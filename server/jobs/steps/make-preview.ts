import { attachDerivedAsset } from '#domain/assets/attach-derived-asset.ts';
import { essenceOf } from '#formats/content-type.ts';
import { isWebImage } from '#formats/web-images.ts';
import type { Asset } from '#prisma/client/client.ts';
import { shrinkImage } from '../../media/images/image-process.ts';
import { readableImage } from '../readable-image.ts';
import type { Step, StepContext } from '../step.ts';

const previewLongEdge = 2_048;
/**
 * Types whose large images get a preview although browsers show the file. Others may move, or are small already: a WebP
 * of 12 megapixels has about the size of its preview times three.
 */
const largeTypes = new Set(['image/jpeg', 'image/png', 'image/bmp', 'image/x-ms-bmp']);
const minLongEdge = 1.5 * previewLongEdge;
/** A preview has 0.2 to 0.5 MB, so one of a smaller file would save little. */
const minByteSize = 1_000_000;

/** Returns whether browsers show an image itself, but would load much more than its preview. */
export function needsPreview({ contentType, byteSize, width, height }: Asset): boolean {
  const isLarge = byteSize >= minByteSize && Math.max(width ?? 0, height ?? 0) >= minLongEdge;
  return isLarge && largeTypes.has(essenceOf(contentType));
}

/** Makes a preview of an image that browsers cannot show, or that is large. */
export const makePreview: Step = {
  task: 'makePreview',
  isQuick: false,
  async run(context) {
    if (!isWebImage(context.asset.contentType)) return attachPreview(context);
    const { fileContentType } = await readableImage(context);
    // The thumbnail says what is missing, in the file as well as in the preview.
    if (isWebImage(fileContentType)) return void (await attachPreview(context));
    return { notApplicable: 'The preview was made with the thumbnail.' };
  },
};

/** Makes the preview and attaches it. Returns a note for people on what is missing in it. */
export async function attachPreview(context: StepContext): Promise<string | null> {
  const { source, contentType, isTorn } = await readableImage(context);
  const options = { longEdge: previewLongEdge, quality: 85, isTorn };
  const { note, ...picture } = await shrinkImage(source, contentType, options, context.signal);
  await attachDerivedAsset(context, context.asset, { role: 'PREVIEW', contentType: 'image/webp', ...picture });
  return note;
}
