import { measureAsset } from '#domain/assets/measure-asset.ts';
import { probedMedia } from '../probed-media.ts';
import type { Step } from '../step.ts';

/** Measures the duration, picture size and codecs of a film or sound. */
export const measurePlayback: Step = {
  task: 'measurePlayback',
  isQuick: true,
  async run({ asset, file, ffmpeg, db, signal }) {
    const { durationSeconds, picture, frameRate, codecs } = await probedMedia({ file, ffmpeg, signal });
    await measureAsset({ db }, asset, {
      ...picture,
      codecs: codecs.join(','),
      ...(durationSeconds !== null && { durationSeconds }),
      ...(frameRate !== null && { frameRate }),
    });
  },
};
