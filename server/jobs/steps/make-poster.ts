import { attachDerivedAsset } from '#domain/assets/attach-derived-asset.ts';
import { grabFrame } from '../../media/grab-frame.ts';
import { shrinkImage } from '../../media/images/image-process.ts';
import { probedMedia } from '../probed-media.ts';
import type { Step } from '../step.ts';
import { thumbnailLongEdge } from './make-thumbnail.ts';

const posterLongEdge = 1280;

/** Makes the poster of a film, and its thumbnail, from the same frame. */
export const makePoster: Step = {
  task: 'makePoster',
  isQuick: true,
  async run({ asset, file, ffmpeg, signal, ...context }) {
    const { durationSeconds, picture } = await probedMedia({ file, ffmpeg, signal });
    if (!picture) return { notApplicable: 'The file has audio only.' };
    const frame = await grabFrame(ffmpeg, await file.path(), durationSeconds, signal);
    for (const [role, longEdge] of [
      ['POSTER', posterLongEdge],
      ['THUMBNAIL', thumbnailLongEdge],
    ] as const) {
      const { note: _, ...made } = await shrinkImage(frame, 'image/png', { longEdge }, signal);
      await attachDerivedAsset(context, asset, { role, contentType: 'image/webp', ...made });
    }
    return null;
  },
};
