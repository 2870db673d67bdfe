import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasPrograms, isAtHand } from '#tests/kit/at-hand.ts';

/** Whether ffmpeg and ffprobe are installed. Tests need them to create and read films, sounds and posters. */
export const hasFfmpeg = isAtHand(hasPrograms('ffmpeg', 'ffprobe'), 'ffmpeg and ffprobe', 'REQUIRE_FFMPEG');

/** Makes a film or a sound with ffmpeg: `recorded('mp4', '-f lavfi -i testsrc2=duration=2')`. */
export async function recorded(extension: string, args: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-test-media-'));
  try {
    const path = join(folder, `made.${extension}`);
    await promisify(execFile)('ffmpeg', ['-v', 'error', '-nostdin', ...args.split(' '), path]);
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
