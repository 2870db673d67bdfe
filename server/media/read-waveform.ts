import { guardedInput, inputPath, words } from './ffmpeg.ts';
import { runTool } from './run-tool.ts';
import { Unreadable } from './unreadable.ts';
import { PeakFinder, type Waveform } from './waveform.ts';

const sampleRate = 16_000;
const bytesPerSample = 2;

/** Listens to a whole sound, or the sound of a film, and draws it. */
export async function readWaveform(path: string, signal: AbortSignal): Promise<Waveform> {
  const finder = new PeakFinder(sampleRate);
  let rest = Buffer.alloc(0);
  await runTool(
    'ffmpeg',
    [
      ...words('-v error -nostdin -threads 2'),
      ...guardedInput,
      '-i',
      inputPath(path),
      ...words(`-map 0:a:0 -ac 1 -ar ${sampleRate} -f s16le -c:a pcm_s16le pipe:1`),
    ],
    {
      signal,
      timeoutSeconds: 1_800,
      onOutput(chunk) {
        const bytes = rest.byteLength > 0 ? Buffer.concat([rest, chunk]) : chunk;
        const whole = bytes.byteLength - (bytes.byteLength % bytesPerSample);
        finder.add(samplesOf(bytes.subarray(0, whole)));
        rest = Buffer.from(bytes.subarray(whole));
      },
    },
  );
  const waveform = finder.finish();
  if (waveform.peaks.length === 0) throw new Unreadable('There is no sound in the file that can be read.');
  return waveform;
}

/** Copied, as samples have to begin at an even place in memory. */
function samplesOf(bytes: Buffer): Int16Array {
  const copy = new Uint8Array(bytes);
  return new Int16Array(copy.buffer, 0, copy.byteLength / bytesPerSample);
}
