import { type Fraction, valueOf } from './frame-rate.ts';

/**
 * Starts of the frames of a film, as a JSON file beside it. A viewer needs them where a frame rate does not tell when
 * each frame starts.
 */
export interface FrameTimes {
  /** Version of this format. */
  version: 1;
  /** Start of the first frame, in microseconds. */
  startMicroseconds: number;
  /** Time from each frame to the next, in microseconds. One number fewer than the film has frames. */
  stepMicroseconds: number[];
}

/** About 5 MB of JSON, and five hours at 30 frames a second. */
export const maxListedFrames = 600_000;

export function frameTimesOf(starts: Float64Array, timeBase: Fraction): FrameTimes {
  const microseconds = Array.from(starts, (start) => Math.round(start * valueOf(timeBase) * 1_000_000));
  return {
    version: 1,
    startMicroseconds: microseconds[0] ?? 0,
    stepMicroseconds: microseconds.slice(1).map((start, index) => start - microseconds[index]!),
  };
}
