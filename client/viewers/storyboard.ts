/** A part of a sheet of small pictures, for a stretch of a film. */
export interface StoryboardCue {
  startSeconds: number;
  endSeconds: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

const cuePattern = /^(\d+):(\d\d):(\d\d\.\d+) --> (\d+):(\d\d):(\d\d\.\d+)\n.*#xywh=(\d+),(\d+),(\d+),(\d+)$/gm;

/** Reads the WebVTT of a storyboard. Ignores cues without a part of a sheet. */
export function readStoryboard(text: string): StoryboardCue[] {
  return Array.from(text.replaceAll('\r\n', '\n').matchAll(cuePattern), (match) => {
    const [h = 0, m = 0, s = 0, hours = 0, minutes = 0, seconds = 0, x = 0, y = 0, width = 0, height = 0] = match
      .slice(1)
      .map(Number);
    const startSeconds = h * 3_600 + m * 60 + s;
    return { startSeconds, endSeconds: hours * 3_600 + minutes * 60 + seconds, x, y, width, height };
  });
}

/** Returns the cue for a time, or the nearest one. */
export function cueAt(cues: readonly StoryboardCue[], seconds: number): StoryboardCue | undefined {
  return cues.find(({ endSeconds }) => seconds < endSeconds) ?? cues.at(-1);
}
