import { measureAsset } from '#domain/assets/measure-asset.ts';
import { probeMedia } from '../../media/probe-media.ts';
import type { Step } from '../step.ts';

/** Finds out how long a film or sound plays, how large its picture is and which codecs it has. */
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
