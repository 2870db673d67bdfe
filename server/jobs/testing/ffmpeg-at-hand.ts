import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Whether films can be made and read here. Without ffmpeg such tests are not run, unless REQUIRE_FFMPEG=1 insists. */
export const hasFfmpeg = ['ffmpeg', 'ffprobe'].every((tool) => spawnSync(tool, ['-version']).status === 0);

if (!hasFfmpeg && process.env['REQUIRE_FFMPEG'] === '1') {
  throw new Error('REQUIRE_FFMPEG=1, and ffmpeg is not installed: films, sounds and posters cannot be tested.');
}

/** Makes a film or a sound: `recorded('mp4', '-f lavfi -i testsrc2=duration=2')`. */
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
