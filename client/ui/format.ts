const counts = new Intl.NumberFormat();
const compactCounts = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 });
const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

export const formatCount = (count: number): string => counts.format(count);
export const formatCompact = (count: number): string => compactCounts.format(count);

/** Formats a count with its noun: "1 item", "1,200 items". */
export const countOf = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${formatCount(count)} ${count === 1 ? noun : nouns}`;

/** Formats a fraction as a percentage: 0.42 becomes "42%". */
export const formatPercent = (share: number): string => `${Math.round(share * 100)}%`;

/** Formats a revision number: "r3". */
export const formatRevision = (number: number): string => `r${number}`;

export const formatDateTime = (at: Date | string): string => dates.format(new Date(at));

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;

/** Formats bytes in decimal units, as file managers and stores do: 1,536 bytes are 1.5 kB. */
export function formatByteSize(byteSize: number): string {
  const power = byteSize < 1_000 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(byteSize) / 3));
  const value = byteSize / 1_000 ** power;
  const unit = byteUnits[power] ?? 'byte';
  const maximumFractionDigits = power === 0 || value >= 100 ? 0 : 1;
  // Uses the long form for bytes, because the short form "byte" has no plural in English.
  const unitDisplay = power === 0 ? 'long' : 'short';
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay, maximumFractionDigits }).format(value);
}

/** Formats a duration: 0:07, 12:34, 1:02:03. With `fractionDigits`, adds digits after the seconds. */
export function formatDuration(durationSeconds: number, fractionDigits = 0): string {
  const factor = 10 ** fractionDigits;
  const total = Math.floor(Math.max(0, durationSeconds) * factor) / factor;
  const hours = Math.floor(total / 3_600);
  const minutes = Math.floor(total / 60) % 60;
  const seconds = (total % 60).toFixed(fractionDigits).padStart(fractionDigits ? 3 + fractionDigits : 2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

const spans: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** Formats a time relative to now: "3 hours ago", "yesterday", "now". */
export function formatRelativeTime(at: Date | string, now: Date = new Date()): string {
  const seconds = (new Date(at).getTime() - now.getTime()) / 1_000;
  const span = spans.find(([, size]) => Math.abs(seconds) >= size);
  return span ? relative.format(Math.round(seconds / span[1]), span[0]) : relative.format(0, 'second');
}
