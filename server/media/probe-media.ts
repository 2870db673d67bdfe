import { z } from 'zod';
import { codecString } from './codec-string.ts';
import { type Ffmpeg, guardedInput, words } from './ffmpeg/ffmpeg.ts';
import { type Fraction, parseFraction } from './frame-rate.ts';
import { maxFramePixels, processLimits } from './limits.ts';
import { Unreadable } from './unreadable.ts';

export interface MediaMeasures {
  durationSeconds: number | null;
  /** Size of the upright picture with square pixels. Null without a picture. */
  picture: { width: number; height: number } | null;
  /** Average frames a second. Null without a picture or for an unknown rate. */
  frameRate: number | null;
  /** Rates that the container claims, and the unit of its times. Null without a picture. */
  clock: FilmClock | null;
  /** Samples a second. Null without sound. */
  sampleRate: number | null;
  /** RFC 6381 strings of picture and sound. */
  codecs: string[];
  subtitles: SubtitleStream[];
}

export interface FilmClock {
  /** Seconds of one unit of time. */
  timeBase: Fraction;
  claimedRates: Fraction[];
}

export interface SubtitleStream {
  /** Index among the subtitle streams. */
  index: number;
  codec: string;
  isDefault: boolean;
}

const probed = z.object({
  format: z.object({ duration: z.coerce.number().optional(), bit_rate: z.coerce.number().optional() }).optional(),
  streams: z
    .array(
      z.object({
        codec_type: z.string().optional(),
        codec_name: z.string().optional(),
        codec_tag_string: z.string().optional(),
        profile: z.string().optional(),
        level: z.number().optional(),
        pix_fmt: z.string().optional(),
        width: z.number().optional(),
        height: z.number().optional(),
        sample_rate: z.coerce.number().optional(),
        sample_aspect_ratio: z.string().optional(),
        avg_frame_rate: z.string().optional(),
        r_frame_rate: z.string().optional(),
        time_base: z.string().optional(),
        duration: z.coerce.number().optional(),
        disposition: z.object({ attached_pic: z.number().optional(), default: z.number().optional() }).optional(),
        side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
      }),
    )
    .default([]),
});
type Stream = z.infer<typeof probed>['streams'][number];

const entries = [
  'format=duration,bit_rate',
  'stream=codec_type,codec_name,codec_tag_string,profile,level,pix_fmt,width,height,sample_rate,sample_aspect_ratio,avg_frame_rate,r_frame_rate,time_base,duration',
  'stream_disposition=attached_pic,default',
  'stream_side_data=rotation',
].join(':');

/** Minimum bits a second of sound. If a header implies fewer, its duration is wrong. */
const minBitRate = 200;

/** Finds out with ffprobe what a film or sound consists of: duration, size of the picture, codecs, subtitles. */
export async function probeMedia(ffmpeg: Ffmpeg, path: string, signal: AbortSignal): Promise<MediaMeasures> {
  const output = await ffmpeg.run(
    {
      program: 'ffprobe',
      path,
      before: ['-v', 'error', ...guardedInput],
      after: words(`-print_format json -show_entries ${entries}`),
    },
    { signal, limits: processLimits.probe },
  );
  const { format, streams } = parse(output);
  // The cover picture of a sound does not make it a film.
  const film = streams.find((stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1);
  const sound = streams.find((stream) => stream.codec_type === 'audio');
  if (!film && !sound) throw new Unreadable('MEDIA_EMPTY');
  const durationSeconds = [format?.duration, film?.duration, sound?.duration].find((value) => (value ?? 0) > 0) ?? null;
  const isLie = !film && format?.bit_rate !== undefined && format.bit_rate < minBitRate;
  return {
    durationSeconds: isLie ? null : durationSeconds,
    picture: film ? pictureOf(film) : null,
    frameRate: film ? frameRateOf(film) : null,
    clock: film ? clockOf(film) : null,
    sampleRate: sound ? (sound.sample_rate ?? null) : null,
    codecs: [film, sound].flatMap((stream) => (stream ? (codecString(stream) ?? []) : [])),
    subtitles: streams
      .filter((stream) => stream.codec_type === 'subtitle')
      .map((stream, index) => ({
        index,
        codec: stream.codec_name ?? '',
        isDefault: stream.disposition?.default === 1,
      })),
  };
}

function parse(output: Buffer): z.infer<typeof probed> {
  try {
    return probed.parse(JSON.parse(output.toString()));
  } catch (error) {
    throw new Unreadable('MEDIA_DAMAGED', { cause: error });
  }
}

function pictureOf({ width = 0, height = 0, sample_aspect_ratio: ratio = '1:1', side_data_list: data = [] }: Stream) {
  if (width * height === 0) return null;
  if (width * height > maxFramePixels) throw new Unreadable('FRAME_TOO_LARGE');
  const [across = 1, down = 1] = ratio.split(':').map(Number);
  const shown = { width: across > 0 && down > 0 ? Math.round((width * across) / down) : width, height };
  const isTurned = data.some(({ rotation = 0 }) => Math.abs(rotation) % 180 === 90);
  return isTurned ? { width: shown.height, height: shown.width } : shown;
}

function clockOf({ time_base: timeBase, r_frame_rate: lowest, avg_frame_rate: average }: Stream): FilmClock | null {
  const unit = parseFraction(timeBase);
  return unit && { timeBase: unit, claimedRates: [lowest, average].flatMap((text) => parseFraction(text) ?? []) };
}

function frameRateOf({ avg_frame_rate: fraction = '0/0' }: Stream): number | null {
  const [frames = 0, seconds = 0] = fraction.split('/').map(Number);
  const rate = frames / seconds;
  return rate > 0 && rate <= 1_000 ? Math.round(rate * 1_000) / 1_000 : null;
}
