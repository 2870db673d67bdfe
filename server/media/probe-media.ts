import { z } from 'zod';
import { guardedInput, inputPath } from './ffmpeg.ts';
import { runTool } from './run-tool.ts';
import { Unreadable } from './unreadable.ts';

export interface MediaMeasures {
  durationSeconds: number | null;
  /** Upright, with square pixels; null when there is no picture. */
  picture: { width: number; height: number } | null;
  hasSound: boolean;
}

const probed = z.object({
  format: z.object({ duration: z.coerce.number().optional() }).optional(),
  streams: z
    .array(
      z.object({
        codec_type: z.string().optional(),
        width: z.number().optional(),
        height: z.number().optional(),
        sample_aspect_ratio: z.string().optional(),
        duration: z.coerce.number().optional(),
        disposition: z.object({ attached_pic: z.number().optional() }).optional(),
        side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
      }),
    )
    .default([]),
});
type Stream = z.infer<typeof probed>['streams'][number];

/** A frame of more pixels is not decoded. */
const mostPixels = 100_000_000;

/** Asks ffprobe how large a film is and how long, and whether it can be heard. */
export async function probeMedia(path: string, signal: AbortSignal): Promise<MediaMeasures> {
  const entries =
    'format=duration:stream=codec_type,width,height,sample_aspect_ratio,duration:stream_disposition=attached_pic:stream_side_data=rotation';
  const output = await runTool(
    'ffprobe',
    ['-v', 'error', ...guardedInput, '-print_format', 'json', '-show_entries', entries, inputPath(path)],
    { signal, timeoutSeconds: 60, maxOutputByteSize: 1024 ** 2 },
  );
  const { format, streams } = probed.parse(JSON.parse(output.toString()));
  // The cover of a record is no film.
  const film = streams.find((stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1);
  const sound = streams.find((stream) => stream.codec_type === 'audio');
  if (!film && !sound) throw new Unreadable('The file holds neither pictures nor sound.');
  const durationSeconds = [format?.duration, film?.duration, sound?.duration].find((value) => (value ?? 0) > 0) ?? null;
  return { durationSeconds, picture: film ? pictureOf(film) : null, hasSound: sound !== undefined };
}

function pictureOf({ width = 0, height = 0, sample_aspect_ratio: ratio = '1:1', side_data_list: data = [] }: Stream) {
  if (width * height === 0) return null;
  if (width * height > mostPixels)
    throw new Unreadable(`A picture of ${width} × ${height} pixels is too large to be read.`);
  const [across = 1, down = 1] = ratio.split(':').map(Number);
  const shown = { width: across > 0 && down > 0 ? Math.round((width * across) / down) : width, height };
  const turned = data.some(({ rotation = 0 }) => Math.abs(rotation) % 180 === 90);
  return turned ? { width: shown.height, height: shown.width } : shown;
}
