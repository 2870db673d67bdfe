import type { ProcessLimits } from './limits.ts';
import { runTool, type ToolOptions } from './run-tool.ts';
import type { UnreadableCause } from './unreadable.ts';

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

/** The name of a file as a path, whatever it looks like. */
export function inputPath(path: string): string {
  return `file:${path}`;
}

export function runFfmpeg(
  tool: 'ffmpeg' | 'ffprobe',
  args: readonly string[],
  options: Pick<ToolOptions, 'signal' | 'onOutput'> & { limits: ProcessLimits; failed?: UnreadableCause },
): Promise<Buffer> {
  return runTool(tool, args, { failed: 'MEDIA_DAMAGED', missing: 'FFMPEG_MISSING', ...options });
}
