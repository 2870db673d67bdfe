import { pointerTo } from './check-text.ts';
import type { IssueCode } from './issue-codes.ts';

/** Problem in the text of a line that cannot be found in the parsed value. */
export interface TextProblem {
  pointer: string;
  code: IssueCode;
  message: string;
  expected: string;
}

/** Line as a JSON value, with the problems in its text. `value` is undefined if the text is not valid JSON. */
export interface ParsedLine {
  value: unknown;
  problems: TextProblem[];
}

/** Pattern of numbers that may lose digits, or may be too large or too small, when they are parsed. */
const suspiciousNumber = /(?:^|[^\d.])\d{16}|\.0{16}|[eE][+-]?\d{3}/;
/** Minimum length of a number that can be too large, such as `1e309`. */
const suspiciousLength = 5;

/**
 * Parses a line of a manifest. Reports duplicate names in an object, because `JSON.parse` keeps only the last. Also
 * reports numbers that `JSON.parse` rounds or converts to infinity.
 */
export function parseLine(text: string): ParsedLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = `The line is not valid JSON: ${error instanceof Error ? error.message : String(error)}`;
    return {
      value: undefined,
      problems: [{ pointer: '', code: 'INVALID_JSON', message, expected: 'one JSON object' }],
    };
  }
  const written = countWrittenMembers(text);
  if (written !== null && written === countMembers(value)) return { value, problems: [] };
  return { value, problems: findProblems(text) };
}

/**
 * Returns the number of members of all objects in a JSON text. It counts the colons outside of strings, because each
 * name is followed by one. Returns null if a number must be checked. Digits in strings, such as digests, are ignored.
 */
function countWrittenMembers(text: string): number | null {
  const { length } = text;
  let count = 0;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code === colon) count += 1;
    else if (code === minus || (code >= digitZero && code <= digitNine)) {
      const from = at;
      while (isOfNumber(text.charCodeAt(at + 1))) at += 1;
      if (at - from + 1 >= suspiciousLength && suspiciousNumber.test(text.slice(from, at + 1))) return null;
    }
  }
  return count;
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const element of value) if (typeof element === 'object') count += countMembers(element);
    return count;
  }
  for (const key of Object.keys(value)) {
    count += 1;
    const member = (value as Record<string, unknown>)[key];
    if (typeof member === 'object') count += countMembers(member);
  }
  return count;
}

const [quote, plus, minus, point, digitZero, digitNine, colon, backslash] = [
  0x22, 0x2b, 0x2d, 0x2e, 0x30, 0x39, 0x3a, 0x5c,
];
const [capitalE, smallE] = [0x45, 0x65];

/** Returns the index of the closing quote of the string whose opening quote is at `open`. */
function endOfString(text: string, open: number): number {
  for (let close = text.indexOf('"', open + 1); ; close = text.indexOf('"', close + 1)) {
    let escapes = 0;
    while (text.charCodeAt(close - 1 - escapes) === backslash) escapes += 1;
    if (escapes % 2 === 0) return close;
  }
}

function isOfNumber(code: number): boolean {
  return (
    (code >= digitZero && code <= digitNine) ||
    code === point ||
    code === smallE ||
    code === capitalE ||
    code === minus ||
    code === plus
  );
}

interface Level {
  pointer: string;
  /** Names of the object that were read so far. Null in a list. */
  names: Set<string> | null;
  index: number;
}

const token = /[{}[\],]|"(?:[^"\\]|\\.)*"(\s*:)?|-?\d[\d.eE+-]*/gy;
const between = /(?:\s|true|false|null)*/gy;

/** Finds the problems in a valid JSON text. Reads its tokens one by one, and keeps the path of the current value. */
function findProblems(text: string): TextProblem[] {
  const problems: TextProblem[] = [];
  const levels: Level[] = [];
  let place = '';
  for (let at = 0; at < text.length; ) {
    between.lastIndex = at;
    between.exec(text);
    token.lastIndex = between.lastIndex;
    const match = token.exec(text);
    if (!match) break;
    at = token.lastIndex;
    const [written] = match;
    const level = levels.at(-1);
    if (written === '{' || written === '[') {
      levels.push({ pointer: place, names: written === '{' ? new Set() : null, index: 0 });
      if (written === '[') place = `${place}/0`;
    } else if (written === '}' || written === ']') {
      place = levels.pop()?.pointer ?? '';
    } else if (written === ',') {
      if (level && level.names === null) {
        level.index += 1;
        place = `${level.pointer}/${level.index}`;
      }
    } else if (match[1] !== undefined) {
      const name = JSON.parse(written.slice(0, written.length - match[1].length)) as string;
      place = `${level?.pointer ?? ''}${pointerTo(name.slice(0, 100))}`;
      if (level?.names?.has(name)) {
        const message = 'The object has this field twice. Remove one of them.';
        problems.push({ pointer: place, code: 'DUPLICATE_MEMBER', message, expected: 'each field once' });
      }
      level?.names?.add(name);
    } else if (written[0] !== '"') {
      const problem = numberProblem(written);
      if (problem) problems.push({ pointer: place, ...problem });
    }
  }
  return problems;
}

function numberProblem(written: string): Omit<TextProblem, 'pointer'> | null {
  const value = Number(written);
  const code = 'INVALID_NUMBER';
  if (!Number.isFinite(value)) {
    return { code, message: 'The number is too large to be stored.', expected: 'a number below 1.8e308' };
  }
  if (/^-?\d+$/.test(written) && !Number.isSafeInteger(value)) {
    return {
      code,
      message: 'Whole numbers beyond 2^53 cannot be stored exactly. Write the number as a string.',
      expected: 'the digits as a string',
    };
  }
  if (value === 0 && /[1-9]/.test(written.replace(/[eE].*$/, ''))) {
    return { code, message: 'The number is too small to be stored.', expected: 'a number above 5e-324, or 0' };
  }
  return null;
}
