import { attachDerivedAsset } from '#domain/assets/attach-derived-asset.ts';
import { measureAsset } from '#domain/assets/measure-asset.ts';
import { drawWaveform } from '../../media/draw-waveform.ts';
import { shrinkImage } from '../../media/images/image-process.ts';
import { readWaveform } from '../../media/read-waveform.ts';
import { probedMedia } from '../probed-media.ts';
import type { Step } from '../step.ts';
import { thumbnailLongEdge } from './make-thumbnail.ts';

/**
 * Makes the peaks of a sound (`Waveform` in server/media/waveform.ts), including the sound of a film. A sound gets
 * their drawing as its thumbnail.
 */
export const makeWaveform: Step = {
  task: 'makeWaveform',
  isQuick: false,
  async run({ asset, file, ffmpeg, signal, ...context }) {
    const { durationSeconds, sampleRate, picture } = await probedMedia({ file, ffmpeg, signal });
    if (sampleRate === null) return { notApplicable: 'The video has no audio.' };
    const waveform = await readWaveform(ffmpeg, await file.path(), sampleRate, signal);
    await attachDerivedAsset(context, asset, {
      role: 'WAVEFORM',
      contentType: 'application/json',
      bytes: Buffer.from(JSON.stringify(waveform)),
      durationSeconds: waveform.durationSeconds,
    });
    if (!picture) {
      const options = { longEdge: thumbnailLongEdge };
      const { note: _, ...drawing } = await shrinkImage(drawWaveform(waveform), 'image/svg+xml', options, signal);
      await attachDerivedAsset(context, asset, { role: 'THUMBNAIL', contentType: 'image/webp', ...drawing });
    }
    // The decoded duration of a sound is exact. A film may continue without sound.
    if (!picture || durationSeconds === null) {
      await measureAsset(context, asset, { durationSeconds: waveform.durationSeconds });
    }
    return null;
  },
};
