import type { RgbPicture } from './png.ts';

/** Plan of a storyboard: how many pictures, of which size, for which stretch of the film each. */
export interface StoryboardPlan {
  count: number;
  intervalSeconds: number;
  tile: { width: number; height: number };
}

/** A picture of a storyboard and its place among the planned ones. */
export interface StoryboardFrame {
  index: number;
  pixels: Uint8Array;
}

const maxCount = 100;
const minIntervalSeconds = 0.5;
const columns = 10;
const longEdge = 160;

/** Name of the sheet in the cues. A client replaces it with the signed URL of the sheet. */
export const sheetName = 'storyboard.webp';

export function planStoryboard(durationSeconds: number, picture: { width: number; height: number }): StoryboardPlan {
  const count = Math.min(maxCount, Math.max(1, Math.floor(durationSeconds / minIntervalSeconds)));
  const scale = longEdge / Math.max(picture.width, picture.height);
  const edge = (length: number) => Math.max(2, Math.round((length * scale) / 2) * 2);
  return {
    count,
    intervalSeconds: durationSeconds / count,
    tile: { width: edge(picture.width), height: edge(picture.height) },
  };
}

/** Puts the pictures side by side, ten in a row, in order. */
export function sheetOf(frames: readonly StoryboardFrame[], { tile }: StoryboardPlan): RgbPicture {
  const across = Math.min(columns, frames.length);
  const width = across * tile.width;
  const height = Math.ceil(frames.length / columns) * tile.height;
  const pixels = new Uint8Array(width * height * 3);
  for (const [place, frame] of frames.entries()) {
    const { x, y } = cornerOf(place, tile);
    for (let row = 0; row < tile.height; row++) {
      const from = row * tile.width * 3;
      pixels.set(frame.pixels.subarray(from, from + tile.width * 3), ((y + row) * width + x) * 3);
    }
  }
  return { width, height, pixels };
}

/** Writes WebVTT with a part of the sheet for each stretch of the film. A missing picture is that of the one before. */
export function storyboardCues(frames: readonly StoryboardFrame[], plan: StoryboardPlan): string {
  const { tile, count, intervalSeconds } = plan;
  const cues = frames.map(({ index }, place) => {
    const { x, y } = cornerOf(place, tile);
    const start = place === 0 ? 0 : index;
    const end = frames[place + 1]?.index ?? count;
    const times = `${timestamp(start * intervalSeconds)} --> ${timestamp(end * intervalSeconds)}`;
    return `${times}\n${sheetName}#xywh=${x},${y},${tile.width},${tile.height}\n`;
  });
  return `WEBVTT\n\n${cues.join('\n')}`;
}

function cornerOf(place: number, tile: StoryboardPlan['tile']): { x: number; y: number } {
  return { x: (place % columns) * tile.width, y: Math.floor(place / columns) * tile.height };
}

function timestamp(seconds: number): string {
  const milliseconds = Math.round(seconds * 1_000);
  const part = (unit: number, base: number, length = 2) =>
    String(Math.floor(milliseconds / unit) % base).padStart(length, '0');
  return `${part(3_600_000, 1_000)}:${part(60_000, 60)}:${part(1_000, 60)}.${part(1, 1_000, 3)}`;
}
