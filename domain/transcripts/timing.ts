export interface Timing {
  startSeconds: number;
  endSeconds: number;
}

const time = String.raw`(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3}))?`;
const timing = new RegExp(String.raw`^\s*${time}\s*-->\s*${time}(?:\s.*)?$`);

/** Minimum seconds that a cue is shown. */
const minSeconds = 0.001;

/**
 * Parses `00:01.000 --> 00:02.000`, in all forms that players accept. Returns null if it is not a timing, or if the end
 * is before the start.
 */
export function readTiming(line: string): Timing | null {
  const match = timing.exec(line);
  if (!match) return null;
  return orderedTiming(secondsOf(match.slice(1, 5)), secondsOf(match.slice(5, 9)));
}

/**
 * Returns a timing with this start and end. Returns null if one of them is missing, negative or not finite, or if the
 * end is before the start.
 */
export function orderedTiming(startSeconds: number | null, endSeconds: number | null): Timing | null {
  if (startSeconds === null || endSeconds === null) return null;
  if (!(startSeconds >= 0 && endSeconds >= startSeconds && Number.isFinite(endSeconds))) return null;
  return { startSeconds, endSeconds: Math.max(endSeconds, startSeconds + minSeconds) };
}

/**
 * Returns the seconds of a time from its hours, minutes, seconds and decimal fraction. Returns null if the time is
 * invalid.
 */
export function secondsOf([hours = '0', minutes = '', seconds = '', fraction = '']: (string | undefined)[]):
  | number
  | null {
  if (Number(minutes) > 59 || Number(seconds) > 59) return null;
  const milliseconds = Number(fraction.padEnd(3, '0'));
  return (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds) + milliseconds / 1000;
}
