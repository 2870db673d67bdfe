import { attachDerivedAsset } from '#domain/assets/attach-derived-asset.ts';
import { measureAsset } from '#domain/assets/measure-asset.ts';
import { shrinkImage } from '../../media/images/image-process.ts';
import { countPages } from '../../media/pdf/count-pages.ts';
import { drawPage } from '../../media/pdf/draw-page.ts';
import type { Step } from '../step.ts';
import { thumbnailLongEdge } from './make-thumbnail.ts';

/** Makes a thumbnail of a PDF's first page, and counts its pages. */
export const makePageThumbnail: Step = {
  task: 'makePageThumbnail',
  isQuick: true,
  async run({ asset, file, signal, ...context }) {
    const path = await file.path();
    await measureAsset(context, asset, { pageCount: await countPages(path, signal) });
    // The page is drawn larger than it is shown, for smoother text.
    const page = await drawPage(path, thumbnailLongEdge * 2, signal);
    const { note: _, ...picture } = await shrinkImage(page, 'image/png', { longEdge: thumbnailLongEdge }, signal);
    await attachDerivedAsset(context, asset, { role: 'THUMBNAIL', contentType: 'image/webp', ...picture });
  },
};
