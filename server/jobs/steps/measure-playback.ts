import { measureAsset } from '#domain/assets/measure-asset.ts';
import { probeMedia } from '../../media/probe-media.ts';
import type { Step } from '../step.ts';

/** Finds out how long something plays, and how large its picture is. */
export const measurePlayback: Step = {
  task: 'measurePlayback',
  async run({ asset, file, db, signal }) {
    const { durationSeconds, picture } = await probeMedia(await file.path(), signal);
    await measureAsset({ db }, asset, { ...picture, ...(durationSeconds !== null && { durationSeconds }) });
  },
};
