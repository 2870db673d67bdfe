import { type Ffmpeg, guardedInput, words } from './ffmpeg/ffmpeg.ts';
import { contrastOf } from './images/image-process.ts';
import { processLimits } from './limits.ts';
import { Unreadable } from './unreadable.ts';

/** The places in a film where a frame is looked for, as shares of its duration. */
const places = [0.1, 0.3, 0.5, 0.75, 0];
/** A frame of less contrast, such as a black one, is taken only if there is none better. */
const enoughContrast = 12;
/** Frames are compared at this size, so that several of them fit into memory. */
const longEdge = 1280;

/** Returns a characteristic frame of a film as PNG, upright, with square pixels and at most 1,280 pixels long. */
export async function grabFrame(
  ffmpeg: Ffmpeg,
  path: string,
  durationSeconds: number | null,
  signal: AbortSignal,
): Promise<Buffer> {
  let best: { frame: Buffer; contrast: number } | undefined;
  let failure: unknown;
  for (const place of durationSeconds === null ? [0] : places) {
    try {
      const frame = await grabFrameAt(ffmpeg, path, place * (durationSeconds ?? 0), signal);
      if (frame.byteLength === 0) continue;
      const contrast = await contrastOf(frame, signal);
      if (!best || contrast > best.contrast) best = { frame, contrast };
      if (contrast >= enoughContrast) break;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      failure ??= error;
      // A film that is damaged in one place may be whole in another. One that is too slow is so everywhere.
      if (error.reason !== 'MEDIA_DAMAGED') break;
    }
  }
  if (best) return best.frame;
  throw failure ?? new Unreadable('NO_FRAME');
}

function grabFrameAt(ffmpeg: Ffmpeg, path: string, second: number, signal: AbortSignal): Promise<Buffer> {
  const filters = [
    'scale=iw*sar:ih',
    `scale=w='min(${longEdge},iw)':h='min(${longEdge},ih)':force_original_aspect_ratio=decrease`,
    'setsar=1',
    // Of the next frames, the one most like all of them.
    'thumbnail=30',
  ];
  return ffmpeg.run(
    {
      program: 'ffmpeg',
      path,
      before: [
        ...words('-v error -nostdin -threads 2'),
        // Seeking to the start fails in a film that was cut off.
        ...(second > 0 ? ['-ss', second.toFixed(3)] : []),
        ...guardedInput,
      ],
      after: words(`-map 0:V:0 -frames:v 1 -vf ${filters.join()} -f image2pipe -c:v png -pix_fmt rgb24 pipe:1`),
    },
    { signal, limits: processLimits.frame },
  );
}
