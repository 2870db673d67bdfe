import { type Ffmpeg, guardedInput, words } from './ffmpeg/ffmpeg.ts';
import { processLimits } from './limits.ts';
import { Unreadable } from './unreadable.ts';
import { PeakFinder, type Waveform } from './waveform.ts';

const maxSampleRate = 16_000;
const bytesPerSample = 2;

/**
 * Decodes a whole sound, or the sound of a film, and returns its peaks. A sound with fewer samples a second keeps its
 * rate, because more samples would only take more time.
 */
export async function readWaveform(
  ffmpeg: Ffmpeg,
  path: string,
  sourceRate: number | null,
  signal: AbortSignal,
): Promise<Waveform> {
  const sampleRate = Math.min(maxSampleRate, sourceRate || maxSampleRate);
  const finder = new PeakFinder(sampleRate);
  let rest = Buffer.alloc(0);
  await ffmpeg.run(
    {
      program: 'ffmpeg',
      path,
      before: [...words('-v error -nostdin -threads 2'), ...guardedInput],
      after: words(`-map 0:a:0 -ac 1 -ar ${sampleRate} -f s16le -c:a pcm_s16le pipe:1`),
    },
    {
      signal,
      limits: processLimits.sound,
      onOutput(chunk) {
        const bytes = rest.byteLength > 0 ? Buffer.concat([rest, chunk]) : chunk;
        const whole = bytes.byteLength - (bytes.byteLength % bytesPerSample);
        finder.add(samplesOf(bytes.subarray(0, whole)));
        rest = Buffer.from(bytes.subarray(whole));
      },
    },
  );
  const waveform = finder.finish();
  if (waveform.peaks.length === 0) throw new Unreadable('NO_SOUND');
  return waveform;
}

/** Copies the bytes, because 16-bit samples must begin at an even address. */
function samplesOf(bytes: Buffer): Int16Array {
  const copy = new Uint8Array(bytes);
  return new Int16Array(copy.buffer, 0, copy.byteLength / bytesPerSample);
}
