/** The first and the last instant that are accepted, in milliseconds since 1970. PostgreSQL stores both exactly. */
export const firstInstant = -62_135_596_800_000;
export const lastInstant = 253_402_300_799_999;

/** Text for error messages. */
export const instantFormat =
  'an ISO 8601 instant with an offset, such as 2026-11-01T09:30:00Z, from 0001-01-01 to 9999-12-31 in UTC';

const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d\d):(\d\d))$/;
const datePattern = /^\d{4}-\d\d-\d\d$/;

/**
 * Reads an instant: a date of the calendar, a time from 00:00 to 23:59:59.999999999 and an offset. Digits after the
 * milliseconds are dropped. Returns null if the text is anything else, or is out of range once converted to UTC.
 */
export function readInstant(text: string): Date | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((digits) => Number(digits || 0)) as Six;
  const [offsetHour, offsetMinute] = [Number(match[9] ?? 0), Number(match[10] ?? 0)];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59) return null;
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day); // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  date.setUTCHours(hour, minute, second, milliseconds);
  const offset = (offsetHour * 60 + offsetMinute) * (match[8] === '-' ? -60_000 : 60_000);
  const instant = date.getTime() - offset;
  return instant >= firstInstant && instant <= lastInstant ? new Date(instant) : null;
}

/** Reads an instant, or a date alone, which stands for its midnight in UTC. Returns null if the text is neither. */
export function readInstantOrDate(text: string): Date | null {
  return readInstant(datePattern.test(text) ? `${text}T00:00:00Z` : text);
}

type Six = [year: number, month: number, day: number, hour: number, minute: number, second: number];

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
