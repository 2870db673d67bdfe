import { attachDerivedAsset } from '#domain/assets/attach-derived-asset.ts';
import { measureAsset } from '#domain/assets/measure-asset.ts';
import { probeMedia } from '../../media/probe-media.ts';
import { readWaveform } from '../../media/read-waveform.ts';
import type { Step } from '../step.ts';

/** Makes the drawing of a sound (`Waveform` in server/media/waveform.ts), also of a film's. */
export const makeWaveform: Step = {
  task: 'makeWaveform',
  async run({ asset, file, signal, ...context }) {
    const path = await file.path();
    const { durationSeconds, hasSound } = await probeMedia(path, signal);
    if (!hasSound) return;
    const waveform = await readWaveform(path, signal);
    await attachDerivedAsset(context, asset, {
      role: 'WAVEFORM',
      contentType: 'application/json',
      bytes: Buffer.from(JSON.stringify(waveform)),
      durationSeconds: waveform.durationSeconds,
    });
    // Recorded streams do not say how long they are, but now it is known.
    if (durationSeconds === null) await measureAsset(context, asset, { durationSeconds: waveform.durationSeconds });
  },
};
