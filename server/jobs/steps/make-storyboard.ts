import { attachDerivedAsset } from '#domain/assets/attach-derived-asset.ts';
import { shrinkImage } from '../../media/images/image-process.ts';
import { pngOf } from '../../media/png.ts';
import { readStoryboard } from '../../media/read-storyboard.ts';
import { planStoryboard, sheetOf, storyboardCues } from '../../media/storyboard.ts';
import { probedMedia } from '../probed-media.ts';
import type { Step } from '../step.ts';

/** Limit for the sheet. With its cues, a storyboard has at most 1 MB. */
const maxByteSize = 900_000;
const qualities = [65, 45, 25, 5];

/** Makes the storyboard of a film: small pictures in one sheet, and WebVTT with the place of each. */
export const makeStoryboard: Step = {
  task: 'makeStoryboard',
  isQuick: false,
  async run({ asset, file, ffmpeg, signal, ...context }) {
    const { durationSeconds, picture } = await probedMedia({ file, ffmpeg, signal });
    if (!picture) return { notApplicable: 'The file has sound alone.' };
    if (!durationSeconds) return { notApplicable: 'The duration of the video is not known.' };
    const plan = planStoryboard(durationSeconds, picture);
    const frames = await readStoryboard(ffmpeg, await file.path(), plan, signal);
    const sheet = sheetOf(frames, plan);
    const { thumbhash: _ofSheet, ...made } = await encode(pngOf(sheet), Math.max(sheet.width, sheet.height), signal);
    await attachDerivedAsset(context, asset, { role: 'STORYBOARD', contentType: 'image/webp', ...made });
    const bytes = Buffer.from(storyboardCues(frames, plan));
    await attachDerivedAsset(context, asset, { role: 'STORYBOARD_CUES', contentType: 'text/vtt', bytes });
    const isWhole = frames.length === plan.count || durationSeconds < 60;
    return isWhole ? null : `The storyboard has ${frames.length} of ${plan.count} pictures.`;
  },
};

async function encode(png: Buffer, longEdge: number, signal: AbortSignal) {
  for (const quality of qualities) {
    const { note: _, ...made } = await shrinkImage(png, 'image/png', { longEdge, quality }, signal);
    if (made.bytes.byteLength <= maxByteSize || quality === qualities.at(-1)) return made;
  }
  throw new Error('There is no quality to try.');
}
