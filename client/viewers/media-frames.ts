/** Frames of a film, numbered from 0. */
export interface FrameClock {
  /** Number of frames. Undefined until known. */
  count: number | undefined;
  /** Returns the frame that is shown at a time. */
  frameAt: (seconds: number) => number;
  startOf: (frame: number) => number;
}

/** Facts that the server knows about the frames of a film. */
export interface FilmFrames {
  frameRate?: number | null;
  /** Exact rate, such as `24000/1001`. */
  frameRateFraction?: string | null;
  frameCount?: number | null;
}

/** Frame rate assumed until the film's rate is known. */
const usualFrameRate = 30;
/** Share of a frame by which times of a browser or container may be too early. */
const margin = 0.05;

/** Returns the clock of a film with a constant rate. */
export function steadyClock({ frameRate, frameRateFraction, frameCount }: FilmFrames): FrameClock {
  const [numerator = 0, denominator = 0] = (frameRateFraction ?? '').split('/').map(Number);
  const rate = numerator > 0 && denominator > 0 ? numerator / denominator : frameRate || usualFrameRate;
  const last = frameCount ? frameCount - 1 : Infinity;
  return {
    count: frameCount ?? undefined,
    frameAt: (seconds) => Math.min(Math.max(0, Math.floor(seconds * rate + margin)), last),
    startOf: (frame) => frame / rate,
  };
}

/** Returns the clock of a film by the start of each frame, in seconds. */
export function listedClock(starts: readonly number[]): FrameClock {
  const last = starts.length - 1;
  const stepAfter = (frame: number) => (starts[frame + 1] ?? Infinity) - (starts[frame] ?? 0);
  return {
    count: starts.length,
    frameAt(seconds) {
      const frame = lastStarted(starts, seconds);
      return frame < last && (starts[frame + 1] ?? 0) - seconds < Math.min(stepAfter(frame), 0.1) * margin
        ? frame + 1
        : frame;
    },
    startOf: (frame) => starts[Math.min(frame, last)] ?? 0,
  };
}

/**
 * Returns a time in the middle of a frame. A seek to its exact start may show the frame before, because containers and
 * browsers round times.
 */
export function middleOf({ startOf, count }: FrameClock, frame: number): number {
  const start = startOf(frame);
  const next = startOf(frame + 1);
  // The last frame of a list has no next one.
  const end = next > start ? next : start + (start - startOf(frame - 1) || 1 / usualFrameRate);
  return count !== undefined && frame >= count - 1 ? start + Math.min(end - start, 0.02) / 2 : (start + end) / 2;
}

/** Reads `FrameTimes` of the server. Undefined for all other values. */
export function readFrameTimes(json: unknown): number[] | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const { version, startMicroseconds, stepMicroseconds }: Record<string, unknown> = { ...json };
  if (version !== 1 || typeof startMicroseconds !== 'number' || !Array.isArray(stepMicroseconds)) return undefined;
  let time = startMicroseconds;
  const starts = [time / 1e6];
  for (const step of stepMicroseconds) {
    if (typeof step !== 'number') return undefined;
    time += step;
    starts.push(time / 1e6);
  }
  return starts;
}

function lastStarted(starts: readonly number[], seconds: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? Infinity) <= seconds) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
