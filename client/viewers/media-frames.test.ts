import { expect, test } from 'vitest';
import { type FrameClock, listedClock, middleOf, readFrameTimes, steadyClock } from './media-frames.ts';

const ntsc = steadyClock({ frameRate: 23.976, frameRateFraction: '24000/1001', frameCount: 100_000 });
const uneven = listedClock(readFrameTimes({ version: 1, startMicroseconds: 0, stepMicroseconds: [33_000, 100_000] })!);

test.for([
  ['24000/1001', ntsc, [0, 1, 2, 999, 86_400, 99_999]],
  ['a list', uneven, [0, 1, 2]],
  ['no facts', steadyClock({}), [0, 1, 29, 30]],
] as const)('a seek into a frame shows that frame, by %s', ([, clock, frames]) => {
  for (const frame of frames) {
    expect(clock.frameAt(middleOf(clock, frame))).toBe(frame);
    expect(clock.frameAt(clock.startOf(frame))).toBe(frame);
  }
});

test('times that a container has rounded to milliseconds belong to their frames', () => {
  for (let frame = 0; frame < 1_000; frame++) {
    const rounded = Math.round(ntsc.startOf(frame) * 1_000) / 1_000;
    expect(ntsc.frameAt(rounded)).toBe(frame);
  }
});

test('no film has frames before its first or after its last', () => {
  const short: FrameClock = steadyClock({ frameRateFraction: '25/1', frameCount: 50 });
  expect([short.frameAt(-1), short.frameAt(99)]).toEqual([0, 49]);
  expect(middleOf(short, 49)).toBeLessThan(2);
  expect([uneven.frameAt(-1), uneven.frameAt(99)]).toEqual([0, 2]);
});

test('another version of the list is not read', () => {
  expect(readFrameTimes({ version: 2, startMicroseconds: 0, stepMicroseconds: [] })).toBeUndefined();
  expect(readFrameTimes({ version: 1, startMicroseconds: 0, stepMicroseconds: ['1'] })).toBeUndefined();
  expect(readFrameTimes(null)).toBeUndefined();
});
