import { expect, test } from 'vitest';
import { cueAt, readStoryboard } from './storyboard.ts';

const cues = readStoryboard(
  'WEBVTT\n\n00:00:00.000 --> 00:00:10.500\nstoryboard.webp#xywh=0,0,160,90\n\n00:00:10.500 --> 100:00:00.000\nstoryboard.webp#xywh=160,0,160,90\n\n00:00:01.000 --> 00:00:02.000\nWords\n',
);

test('each time has its part of the sheet', () => {
  expect(cues).toEqual([
    { startSeconds: 0, endSeconds: 10.5, x: 0, y: 0, width: 160, height: 90 },
    { startSeconds: 10.5, endSeconds: 360_000, x: 160, y: 0, width: 160, height: 90 },
  ]);
  expect(cueAt(cues, 10.4)?.x).toBe(0);
  expect(cueAt(cues, 10.5)?.x).toBe(160);
  expect(cueAt(cues, 999_999)?.x).toBe(160);
  expect(cueAt([], 1)).toBeUndefined();
});
