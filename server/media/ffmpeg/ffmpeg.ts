import type { ProcessLimits } from '../limits.ts';
import { ToolFailed, type ToolOptions } from '../run-tool.ts';
import { Unreadable, type UnreadableCause } from '../unreadable.ts';

/** Runs ffmpeg and ffprobe, each time in a separate process. */
export interface Ffmpeg {
  /** A path or a package with its version, for the log. */
  readonly name: string;
  /** Returns the output. Throws `Unreadable` with the reason if the program fails or reaches a limit. */
  run(command: FfmpegCommand, options: FfmpegOptions): Promise<Buffer>;
}

export interface FfmpegCommand {
  program: 'ffmpeg' | 'ffprobe';
  /** The file to read. */
  path: string;
  /** Arguments before the name of the file. */
  before: readonly string[];
  /** Further arguments of each input, to read the file at several places in one run. By default, it is read once. */
  inputs?: readonly (readonly string[])[];
  /** Arguments after the name of the file. */
  after: readonly string[];
  /** File to write. By default, `after` says where the output goes. */
  output?: string;
}

export interface FfmpegOptions extends Pick<ToolOptions, 'signal' | 'onOutput'> {
  limits: ProcessLimits;
  /** The reason if the file cannot be read: `MEDIA_DAMAGED` by default. */
  failed?: UnreadableCause;
}

/**
 * The formats that ffmpeg may take a film or sound for. Playlists, lists of files, scripts and devices are left out:
 * with one of them, a file could make the server read its own disk or the network.
 */
const mediaFormats = [
  '3g2,3gp,mj2,mov,mp4,m4a',
  'matroska,webm',
  'avi,asf,flv,mpeg,mpegts,mpegvideo,h264,hevc,ogg,mxf,gif',
  'aac,ac3,aiff,amr,au,caf,flac,mp3,wav,w64,eac3',
].join();

/** Arguments before the name of every film or sound that ffmpeg or ffprobe reads. */
export const guardedInput = guarded(mediaFormats);

/** The same for a file of one format. */
export function guarded(formats: string): string[] {
  return [
    ...words('-protocol_whitelist file,pipe -format_whitelist'),
    formats,
    // The largest single piece of memory, in bytes.
    ...words('-max_alloc 1073741824'),
  ];
}

/** Arguments that need no quotes. */
export function words(text: string): string[] {
  return text.split(' ');
}

/** Returns the arguments of a command. `file:` makes any name of a file a path. */
export function argumentsOf({ before, inputs = [[]], after, output }: FfmpegCommand, path: string): string[] {
  const written = output === undefined ? [] : [`file:${output}`];
  return [...inputs.flatMap((each) => [...before, ...each, '-i', `file:${path}`]), ...after, ...written];
}

/** Messages about a codec that is recognized and cannot be decoded. The last one is misspelt in ffmpeg 5. */
const lacksDecoder = /Decoder .*not found|no decoder found|doesn't suppp?ort hardware accelerated \w+ decoding/i;

/** Waits for the output of ffmpeg. Throws the reason `CODEC_MISSING` if ffmpeg failed for lack of a decoder. */
export async function decoded(output: Promise<Buffer>): Promise<Buffer> {
  try {
    return await output;
  } catch (error) {
    if (!(error instanceof ToolFailed) || !lacksDecoder.test(error.output)) throw error;
    throw new Unreadable('CODEC_MISSING', { cause: error.cause });
  }
}
