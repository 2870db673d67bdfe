import { measureAsset } from '#domain/assets/measure-asset.ts';
import { probeMedia } from '../../media/probe-media.ts';
import type { Step } from '../step.ts';

/** Measures the duration, picture size and codecs of a film or sound. */
export const measurePlayback: Step = {
  task: 'measurePlayback',
  isQuick: true,
  async run({ asset, file, db, signal }) {
    const { durationSeconds, picture, frameRate, codecs } = await probeMedia(await file.path(), signal);
    await measureAsset({ db }, asset, {
      ...picture,
      codecs: codecs.join(','),
      ...(durationSeconds !== null && { durationSeconds }),
      ...(frameRate !== null && { frameRate }),
    });
  },
};
