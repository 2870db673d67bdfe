export interface Timing {
  startSeconds: number;
  endSeconds: number;
}

const time = String.raw`(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3}))?`;
const timing = new RegExp(String.raw`^\s*${time}\s*-->\s*${time}(?:\s.*)?$`);

/** A cue without a duration is shown for this time. */
const minSeconds = 0.001;

/** Reads `00:01.000 --> 00:02.000`, in all forms that players read. Null if it is not a timing, or goes backwards. */
export function readTiming(line: string): Timing | null {
  const match = timing.exec(line);
  if (!match) return null;
  return orderedTiming(secondsOf(match.slice(1, 5)), secondsOf(match.slice(5, 9)));
}

/** A timing of two times; null if one is missing, negative or not finite, or the cue ends before it starts. */
export function orderedTiming(startSeconds: number | null, endSeconds: number | null): Timing | null {
  if (startSeconds === null || endSeconds === null) return null;
  if (!(startSeconds >= 0 && endSeconds >= startSeconds && Number.isFinite(endSeconds))) return null;
  return { startSeconds, endSeconds: Math.max(endSeconds, startSeconds + minSeconds) };
}

/** Seconds of hours, minutes, seconds and a decimal fraction; null if there is no such time. */
export function secondsOf([hours = '0', minutes = '', seconds = '', fraction = '']: (string | undefined)[]):
  | number
  | null {
  if (Number(minutes) > 59 || Number(seconds) > 59) return null;
  const milliseconds = Number(fraction.padEnd(3, '0'));
  return (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds) + milliseconds / 1000;
}
