import { attachDerivedAsset } from '#domain/assets/attach-derived-asset.ts';
import { grabFrame } from '../../media/grab-frame.ts';
import { shrinkImage } from '../../media/images.ts';
import { probeMedia } from '../../media/probe-media.ts';
import type { Step } from '../step.ts';
import { thumbnailLongEdge } from './make-thumbnail.ts';

const posterLongEdge = 1280;

/** Makes the poster of a film, and its thumbnail, of the same frame. */
export const makePoster: Step = {
  task: 'makePoster',
  async run({ asset, file, signal, ...context }) {
    const path = await file.path();
    const { durationSeconds, picture } = await probeMedia(path, signal);
    if (!picture) return 'There is no picture in the file.';
    const frame = await grabFrame(path, durationSeconds, signal);
    for (const [role, longEdge] of [
      ['POSTER', posterLongEdge],
      ['THUMBNAIL', thumbnailLongEdge],
    ] as const) {
      const made = await shrinkImage(frame, { longEdge });
      await attachDerivedAsset(context, asset, { role, contentType: 'image/webp', ...made });
    }
    return undefined;
  },
};
