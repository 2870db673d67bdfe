import { rm, stat } from 'node:fs/promises';
import { type Ffmpeg, guardedInput, words } from './ffmpeg/ffmpeg.ts';
import { maxRenditionSeconds, processLimits } from './limits.ts';
import type { MediaMeasures } from './probe-media.ts';
import { type RenditionAttempt, renditionAttempts } from './rendition-attempts.ts';
import { Unreadable } from './unreadable.ts';

interface RenditionOptions {
  signal: AbortSignal;
  /** Receives the share that is done, from 0 to 1. */
  onProgress: (share: number) => void;
}

/**
 * Writes a copy of a film or sound that browsers play. Only changes the container if that is enough. Returns how it was
 * made.
 */
export async function makeRendition(
  ffmpeg: Ffmpeg,
  path: string,
  output: string,
  measures: MediaMeasures,
  options: RenditionOptions,
): Promise<RenditionAttempt> {
  let failure: unknown;
  for (const attempt of renditionAttempts(measures)) {
    if (attempt.encodes && (measures.durationSeconds ?? 0) > maxRenditionSeconds)
      throw new Unreadable('MEDIA_TOO_LONG');
    try {
      await write(ffmpeg, path, output, attempt, measures.durationSeconds, options);
      return attempt;
    } catch (error) {
      await rm(output, { force: true });
      if (!(error instanceof Unreadable)) throw error;
      failure ??= error;
      // Another way helps if a container does not take the streams, or if an encoder is missing.
      if (error.reason !== 'MEDIA_DAMAGED') throw error;
    }
  }
  throw failure ?? new Unreadable('MEDIA_DAMAGED');
}

async function write(
  ffmpeg: Ffmpeg,
  path: string,
  output: string,
  { format, args }: RenditionAttempt,
  durationSeconds: number | null,
  { signal, onProgress }: RenditionOptions,
): Promise<void> {
  await ffmpeg.run(
    {
      program: 'ffmpeg',
      path,
      before: [...words('-v error -nostdin -y -threads 2'), ...guardedInput],
      after: [...words('-progress pipe:1 -sn -dn -map_metadata -1 -map_chapters -1'), ...args, '-f', format],
      output,
    },
    {
      signal,
      limits: processLimits.rendition,
      onOutput(chunk) {
        const [, microseconds] = /out_time_us=(\d+)/.exec(chunk.toString('latin1')) ?? [];
        if (microseconds !== undefined && durationSeconds) {
          onProgress(Math.min(1, Number(microseconds) / 1e6 / durationSeconds));
        }
      },
    },
  );
  const { size } = await stat(output).catch(() => ({ size: 0 }));
  if (size === 0) throw new Unreadable('MEDIA_DAMAGED');
}
