/** First and last accepted instants, in milliseconds since 1970. PostgreSQL can store both exactly. */
export const firstInstant = -62_135_596_800_000;
export const lastInstant = 253_402_300_799_999;

/** Description of the format for error messages. */
export const instantFormat =
  'an ISO 8601 date and time with an offset, such as 2026-11-01T09:30:00Z, from 0001-01-01 to 9999-12-31 in UTC';

const pattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;
const datePattern = /^\d{4}-\d\d-\d\d$/;

/**
 * Parses a date and time with an offset. The time may be from 00:00 to 23:59:59.999999999, and digits after the
 * milliseconds are dropped. Returns null for other texts, and for instants out of range in UTC.
 */
export function readInstant(text: string): Date | null {
  if (!pattern.test(text)) return null;
  const [year, month, day] = [numberAt(text, 0, 4), numberAt(text, 5, 7), numberAt(text, 8, 10)];
  const [hour, minute] = [numberAt(text, 11, 13), numberAt(text, 14, 16)];
  const hasSeconds = text[16] === ':';
  const second = hasSeconds ? numberAt(text, 17, 19) : 0;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const offset = readOffset(text);
  if (offset === null) return null;
  const milliseconds = hasSeconds && text[19] === '.' ? readMilliseconds(text, 20) : 0;
  // Date.UTC interprets the years 0 to 99 as 1900 to 1999. To avoid that, 400 years are added and then subtracted.
  const local = Date.UTC(year + 400, month - 1, day, hour, minute, second, milliseconds) - millisecondsIn400Years;
  const instant = local - offset * 60_000;
  return instant >= firstInstant && instant <= lastInstant ? new Date(instant) : null;
}

const millisecondsIn400Years = 146_097 * 86_400_000;

/** Returns the minutes of the offset at the end of a text: Z or ±hh:mm. Returns null if the text has no offset. */
function readOffset(text: string): number | null {
  const { length } = text;
  if (text[length - 1] === 'Z') return 0;
  const [hour, minute] = [numberAt(text, length - 5, length - 3), numberAt(text, length - 2, length)];
  if (hour > 23 || minute > 59) return null;
  return (hour * 60 + minute) * (text[length - 6] === '-' ? -1 : 1);
}

/** Returns the milliseconds in the first three decimals, from an index on. */
function readMilliseconds(text: string, from: number): number {
  let milliseconds = 0;
  for (let at = from, unit = 100; unit >= 1; at += 1, unit /= 10) {
    const digit = text.charCodeAt(at) - 0x30;
    if (!(digit >= 0 && digit <= 9)) break;
    milliseconds += digit * unit;
  }
  return milliseconds;
}

/** Returns the number in the digits of a range of a text. */
function numberAt(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) number = number * 10 + text.charCodeAt(at) - 0x30;
  return number;
}

/** Parses an instant, or a date, which means midnight in UTC. Returns null for other texts. */
export function readInstantOrDate(text: string): Date | null {
  return readInstant(text.length === 10 && datePattern.test(text) ? `${text}T00:00:00Z` : text);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
