import { describe, expect, test } from 'vitest';
import { chooseFfmpeg } from '../../media/ffmpeg/choose-ffmpeg.ts';
import type { FrameTimes } from '../../media/frame-times.ts';
import { runJobsOnce } from '../run-jobs-once.ts';
import { hasFfmpeg, recorded } from '../testing/ffmpeg-at-hand.ts';
import { jobWorldOfFile } from '../testing/job-world.ts';

const world = jobWorldOfFile();
const x264 = '-c:v libx264 -preset ultrafast -pix_fmt yuv420p';
const drawn = (rate: string, seconds: number) => `-f lavfi -i testsrc2=size=64x64:rate=${rate}:duration=${seconds}`;
/** Keeps the first three of every five frames. */
const uneven = '-vf select=lt(mod(n\\,5)\\,3) -vsync vfr';

describe.skipIf(!hasFfmpeg).for([
  ['ffmpeg of the machine', undefined],
  ['npm build of ffmpeg', 'npm'],
] as const)('with the %s', ([, setting]) => {
  async function counted(extension: string, contentType: string, args: string) {
    const { surroundings, connectionString, publishFile, look, bytesOf } = world();
    const { asset } = await publishFile({ bytes: await recorded(extension, args), contentType, type: 'VIDEO' });
    await runJobsOnce({ ...surroundings, ffmpeg: chooseFfmpeg(setting), connectionString });
    const { frameRate, frameRateFraction, frameCount, hasVariableFrameRate, derived, steps } = await look(asset);
    const file = derived.find(({ sourceRole }) => sourceRole === 'FRAME_TIMES');
    const times = file && (JSON.parse((await bytesOf(file)).toString()) as FrameTimes);
    const step = steps.find((each) => each.startsWith('countFrames'));
    return { frameRate, frameRateFraction, frameCount, hasVariableFrameRate, times, step };
  }

  test.for([
    ['mp4', 'video/mp4', `${drawn('24000/1001', 4)} ${x264}`, '24000/1001', 96],
    ['mkv', 'video/x-matroska', `${drawn('24000/1001', 4)} ${x264}`, '24000/1001', 96],
    ['webm', 'video/webm', `${drawn('60000/1001', 2)} -c:v libvpx -deadline realtime`, '60000/1001', 120],
    ['mp4', 'video/mp4', `${drawn('25', 2)} ${x264} -bf 3`, '25/1', 50],
    ['avi', 'video/x-msvideo', `${drawn('15', 2)} -c:v mpeg4`, '15/1', 30],
  ] as const)('%s %s: the exact rate and count of %s', async ([extension, contentType, args, fraction, count]) => {
    const [numerator, denominator] = fraction.split('/').map(Number);
    expect(await counted(extension, contentType, args)).toEqual({
      frameRate: expect.closeTo(numerator! / denominator!, 2),
      frameRateFraction: fraction,
      frameCount: count,
      hasVariableFrameRate: false,
      times: undefined,
      step: 'countFrames: DONE',
    });
  });

  test.for([
    ['mp4', 'video/mp4', x264],
    ['webm', 'video/webm', '-c:v libvpx -deadline realtime'],
  ] as const)('%s: a rate that varies is said, and the start of each frame is listed', async ([ext, type, codec]) => {
    const { times, ...seen } = await counted(ext, type, `${drawn('30', 2)} ${uneven} ${codec}`);
    expect(seen).toEqual({
      frameRate: null,
      frameRateFraction: null,
      frameCount: 36,
      hasVariableFrameRate: true,
      step: 'countFrames: DONE, The frame rate varies.',
    });
    expect(times).toMatchObject({ version: 1, startMicroseconds: 0 });
    expect(times?.stepMicroseconds).toHaveLength(35);
    const milliseconds = times!.stepMicroseconds.slice(0, 6).map((step) => Math.round(step / 10_000) * 10);
    expect(milliseconds).toEqual([30, 30, 100, 30, 30, 100]);
  });
});
