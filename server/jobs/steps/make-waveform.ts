import { attachDerivedAsset } from '#domain/assets/attach-derived-asset.ts';
import { measureAsset } from '#domain/assets/measure-asset.ts';
import { probeMedia } from '../../media/probe-media.ts';
import { readWaveform } from '../../media/read-waveform.ts';
import type { Step } from '../step.ts';

/** Makes the peaks of a sound (`Waveform` in server/media/waveform.ts), including the sound of a film. */
export const makeWaveform: Step = {
  task: 'makeWaveform',
  isQuick: false,
  async run({ asset, file, signal, ...context }) {
    const path = await file.path();
    const { durationSeconds, sampleRate, picture } = await probeMedia(path, signal);
    if (sampleRate === null) return { notApplicable: 'The film has no sound.' };
    const waveform = await readWaveform(path, sampleRate, signal);
    await attachDerivedAsset(context, asset, {
      role: 'WAVEFORM',
      contentType: 'application/json',
      bytes: Buffer.from(JSON.stringify(waveform)),
      durationSeconds: waveform.durationSeconds,
    });
    // The decoded duration of a sound is exact. A film may continue without sound.
    if (!picture || durationSeconds === null) {
      await measureAsset(context, asset, { durationSeconds: waveform.durationSeconds });
    }
    return null;
  },
};
