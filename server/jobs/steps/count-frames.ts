import { attachDerivedAsset } from '#domain/assets/attach-derived-asset.ts';
import { measureAsset } from '#domain/assets/measure-asset.ts';
import { constantRate, formatFraction, valueOf } from '../../media/frame-rate.ts';
import { frameTimesOf, maxListedFrames } from '../../media/frame-times.ts';
import { readFrameTimes } from '../../media/read-frame-times.ts';
import { probedMedia } from '../probed-media.ts';
import type { Step } from '../step.ts';

/**
 * Counts the frames of a film and finds its exact rate. Stores the start of each frame (`FrameTimes` in
 * server/media/frame-times.ts) if the rate varies or the first frame starts later than the film.
 */
export const countFrames: Step = {
  task: 'countFrames',
  isQuick: false,
  async run({ asset, file, ffmpeg, signal, ...context }) {
    const { picture, clock } = await probedMedia({ file, ffmpeg, signal });
    if (!picture || !clock) return { notApplicable: 'The file has audio only.' };
    const starts = await readFrameTimes(ffmpeg, await file.path(), signal);
    const rate = constantRate(starts, clock.timeBase, clock.claimedRates);
    await measureAsset(context, asset, {
      frameCount: starts.length,
      frameRate: rate && Math.round(valueOf(rate) * 1_000) / 1_000,
      frameRateFraction: rate && formatFraction(rate),
      hasVariableFrameRate: rate === null,
    });
    const firstSeconds = starts[0]! * valueOf(clock.timeBase);
    if (rate && Math.abs(firstSeconds) * valueOf(rate) < 0.5) return null;
    if (starts.length > maxListedFrames) return `The times of more than ${maxListedFrames} frames are not listed.`;
    const bytes = Buffer.from(JSON.stringify(frameTimesOf(starts, clock.timeBase)));
    await attachDerivedAsset(context, asset, { role: 'FRAME_TIMES', contentType: 'application/json', bytes });
    return rate ? null : 'The frame rate varies.';
  },
};
