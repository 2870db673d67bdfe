import { guardedInput, inputPath, words } from './ffmpeg.ts';
import { contrastOf } from './images.ts';
import { runTool, ToolFailed } from './run-tool.ts';
import { Unreadable } from './unreadable.ts';

/** Where in a film to look, as shares of its length. */
const places = [0.1, 0.3, 0.5, 0.75, 0];
/** A frame with less to see than this, such as a black one, is taken only when there is none better. */
const enoughContrast = 12;
/** Frames are compared at this size, so that a stretch of a large film fits into memory. */
const longEdge = 1280;

/** A telling frame of a film as PNG, upright, with square pixels and at most 1,280 pixels long. */
export async function grabFrame(path: string, durationSeconds: number | null, signal: AbortSignal): Promise<Buffer> {
  let best: { frame: Buffer; contrast: number } | undefined;
  let failure: unknown;
  for (const place of durationSeconds === null ? [0] : places) {
    try {
      const frame = await grabFrameAt(path, place * (durationSeconds ?? 0), signal);
      if (frame.byteLength === 0) continue;
      const contrast = await contrastOf(frame);
      if (!best || contrast > best.contrast) best = { frame, contrast };
      if (contrast >= enoughContrast) break;
    } catch (error) {
      // A film that is damaged in one place may be whole in another.
      if (!(error instanceof ToolFailed)) throw error;
      failure ??= error;
    }
  }
  if (best) return best.frame;
  throw failure ?? new Unreadable('The film has no frame that can be read.');
}

function grabFrameAt(path: string, second: number, signal: AbortSignal): Promise<Buffer> {
  const filters = [
    'scale=iw*sar:ih',
    `scale=w='min(${longEdge},iw)':h='min(${longEdge},ih)':force_original_aspect_ratio=decrease`,
    'setsar=1',
    // Of the next frames, the one most like all of them.
    'thumbnail=30',
  ];
  return runTool(
    'ffmpeg',
    [
      ...words(`-v error -nostdin -threads 2 -ss ${second.toFixed(3)}`),
      ...guardedInput,
      '-i',
      inputPath(path),
      ...words(`-map 0:V:0 -frames:v 1 -vf ${filters.join()} -f image2pipe -c:v png -pix_fmt rgb24 pipe:1`),
    ],
    { signal, timeoutSeconds: 120 },
  );
}
