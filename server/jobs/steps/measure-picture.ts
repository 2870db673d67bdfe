import { measureAsset } from '#domain/assets/measure-asset.ts';
import { measureImage } from '../../media/images.ts';
import type { Step } from '../step.ts';

/** Finds out how large an image is. */
export const measurePicture: Step = {
  task: 'measurePicture',
  async run({ asset, file, db }) {
    await measureAsset({ db }, asset, await measureImage(await file.path()));
  },
};
