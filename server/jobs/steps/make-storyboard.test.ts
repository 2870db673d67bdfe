import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Asset } from '#prisma/client/client.ts';
import { chooseFfmpeg } from '../../media/ffmpeg/choose-ffmpeg.ts';
import { runJobsOnce } from '../run-jobs-once.ts';
import { hasFfmpeg, recorded } from '../testing/ffmpeg-at-hand.ts';
import { jobWorldOfFile } from '../testing/job-world.ts';

const world = jobWorldOfFile();

describe.skipIf(!hasFfmpeg).for([
  ['ffmpeg of the machine', undefined],
  ['npm build of ffmpeg', 'npm'],
] as const)('with the %s', ([, setting]) => {
  async function storyboardOf(extension: string, contentType: string, args: string) {
    const { surroundings, connectionString, publishFile, look, bytesOf } = world();
    const { asset } = await publishFile({ bytes: await recorded(extension, args), contentType, type: 'VIDEO' });
    await runJobsOnce({ ...surroundings, ffmpeg: chooseFfmpeg(setting), connectionString });
    const { derived, steps } = await look(asset);
    const inRole = (role: Asset['sourceRole']) => derived.find(({ sourceRole }) => sourceRole === role)!;
    const sheet = await bytesOf(inRole('STORYBOARD'));
    const cues = (await bytesOf(inRole('STORYBOARD_CUES'))).toString();
    return { sheet, cues, step: steps.find((each) => each.startsWith('makeStoryboard')) };
  }

  test('a short film: a picture for each half second, in order', async () => {
    // Each second is brighter than the one before.
    const args =
      '-f lavfi -i color=gray:size=320x240:rate=10:duration=6 -vf geq=lum=30+20*floor(T):cb=128:cr=128 -pix_fmt yuv420p';
    const { sheet, cues, step } = await storyboardOf('mp4', 'video/mp4', args);
    expect(step).toBe('makeStoryboard: DONE');
    expect(await sharp(sheet).metadata()).toMatchObject({ width: 1_600, height: 240 });
    expect(cues).toContain('00:00:00.500 --> 00:00:01.000\nstoryboard.webp#xywh=160,0,160,120\n');
    expect(cues).toContain('00:00:05.500 --> 00:00:06.000\nstoryboard.webp#xywh=160,120,160,120\n');
    const levels = await Promise.all(
      Array.from({ length: 12 }, async (_, place) => {
        const part = { left: (place % 10) * 160 + 60, top: Math.floor(place / 10) * 120 + 50, width: 20, height: 20 };
        const [level = 0] = await sharp(sheet).extract(part).greyscale().raw().toBuffer();
        return level;
      }),
    );
    // The levels of video have 219 steps, those of pictures 255.
    const seconds = levels.map((level) => Math.floor((level * (219 / 255) + 16 - 20) / 20));
    expect(seconds).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
  });

  test('a film of ten hours: a hundred pictures in at most 1 MB, by seeking', async () => {
    const args =
      '-f lavfi -i testsrc2=size=160x90:rate=1/20:duration=36000 -c:v libx264 -preset ultrafast -g 5 -pix_fmt yuv420p';
    const { sheet, cues, step } = await storyboardOf('mp4', 'video/mp4', args);
    expect(step).toBe('makeStoryboard: DONE');
    expect(cues.match(/-->/g)).toHaveLength(100);
    expect(cues).toContain('09:54:00.000 --> 10:00:00.000\nstoryboard.webp#xywh=1440,810,160,90\n');
    expect(await sharp(sheet).metadata()).toMatchObject({ width: 1_600, height: 900 });
    expect(sheet.byteLength + cues.length).toBeLessThan(1_000_000);
  });
});
