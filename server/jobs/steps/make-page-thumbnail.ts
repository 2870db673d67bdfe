import { attachDerivedAsset } from '#domain/assets/attach-derived-asset.ts';
import { shrinkImage } from '../../media/images.ts';
import { drawPage } from '../../media/pdf/draw-page.ts';
import type { Step } from '../step.ts';
import { thumbnailLongEdge } from './make-thumbnail.ts';

/** Makes a small picture of a document's first page. */
export const makePageThumbnail: Step = {
  task: 'makePageThumbnail',
  async run({ asset, file, signal, ...context }) {
    // Drawn larger than it is shown, for text that is smoother.
    const page = await drawPage(await file.path(), thumbnailLongEdge * 2, signal);
    const picture = await shrinkImage(page, { longEdge: thumbnailLongEdge });
    await attachDerivedAsset(context, asset, { role: 'THUMBNAIL', contentType: 'image/webp', ...picture });
  },
};
