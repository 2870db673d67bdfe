import { accessSync, constants, statSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';

/** The paths of both programs. */
export interface FfmpegPrograms {
  ffmpeg: string;
  ffprobe: string;
}

/** Looks for ffmpeg and ffprobe in the folders of PATH. Returns null if one of them is missing. */
export function findPrograms(): FfmpegPrograms | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const find = (name: string) => folders.map((folder) => join(folder, name)).find(isProgram);
  const extension = process.platform === 'win32' ? '.exe' : '';
  const [ffmpeg, ffprobe] = [find(`ffmpeg${extension}`), find(`ffprobe${extension}`)];
  return ffmpeg && ffprobe ? { ffmpeg, ffprobe } : null;
}

/** Returns an ffmpeg and the ffprobe beside it, or null if one of them is not a program. */
export function programsAt(ffmpeg: string): FfmpegPrograms | null {
  const ffprobe = join(dirname(ffmpeg), basename(ffmpeg).replace('ffmpeg', 'ffprobe'));
  return ffprobe !== ffmpeg && isProgram(ffmpeg) && isProgram(ffprobe) ? { ffmpeg, ffprobe } : null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
