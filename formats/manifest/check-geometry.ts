import type { Complain } from './complain.ts';
import type { IssueCode } from './issue-codes.ts';
import { manifestLimits } from './manifest-limits.ts';
import type { AnnotationKind } from './names.ts';

/** Size of the picture in the units of the coordinates. It is 1 × 1 if coordinates are fractions. */
export interface PixelSize {
  width: number;
  height: number;
}

export const shapes: Record<AnnotationKind, { fields: readonly string[]; expected: string }> = {
  BOX: { fields: ['x', 'y', 'width', 'height'], expected: '{ x, y, width, height }' },
  POLYGON: { fields: ['points'], expected: '{ points: [[x, y], …] } with at least 3 points' },
  POLYLINE: { fields: ['points'], expected: '{ points: [[x, y], …] } with at least 2 points' },
  POINT: { fields: ['x', 'y'], expected: '{ x, y }' },
  TIME_RANGE: { fields: ['startSeconds', 'endSeconds'], expected: '{ startSeconds, endSeconds } with 0 ≤ start < end' },
  TEXT_SPAN: { fields: ['start', 'end'], expected: '{ start, end } with 0 ≤ start < end, in UTF-16 code units' },
  CLASSIFICATION: { fields: [], expected: '{}' },
};

// Tolerance, because a computed fraction can be a little more than 1.
const slack = 1e-6;

/** Function that reports a problem at a place in a geometry. */
type Wrong = (place: string, code: IssueCode, message: string) => null;

/**
 * Returns the geometry of an annotation in its stored form, with fractions of the picture as coordinates. If it is
 * invalid for the kind, reports issues and returns null.
 *
 * Problems that the JSON Schema can express are reported first, then others, such as coordinates outside the picture.
 * So the schema and this function reject the same annotations.
 */
export function checkGeometry(
  kind: AnnotationKind,
  value: unknown,
  pixels: PixelSize | null,
  pointer: string,
  complain: Complain,
): Record<string, unknown> | null {
  const { fields, expected } = shapes[kind];
  if (value === undefined && fields.length === 0) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    if (value === undefined) complain(pointer, 'REQUIRED', `A ${kind} annotation needs a \`geometry\`.`, expected);
    else complain(pointer, 'WRONG_TYPE', '`geometry` must be a JSON object.', expected);
    return null;
  }
  const given = value as Record<string, unknown>;
  const unknownField = Object.keys(given).find((field) => !fields.includes(field));
  if (unknownField !== undefined) {
    complain(
      pointer,
      'UNKNOWN_FIELD',
      `The geometry of a ${kind} has the unknown field \`${unknownField.slice(0, 100)}\`. Remove it.`,
      expected,
    );
    return null;
  }
  const missing = fields.find((field) => given[field] === undefined);
  if (missing !== undefined) {
    complain(`${pointer}/${missing}`, 'REQUIRED', `The geometry of a ${kind} needs \`${missing}\`.`, expected);
    return null;
  }
  const wrong: Wrong = (place, code, message) => {
    complain(`${pointer}${place}`, code, message, expected);
    return null;
  };
  const picture = pictureOf(pixels);
  switch (kind) {
    case 'POLYGON':
      return checkPoints(given['points'], 3, picture, wrong);
    case 'POLYLINE':
      return checkPoints(given['points'], 2, picture, wrong);
    case 'TIME_RANGE':
      return checkRange(given, ['startSeconds', 'endSeconds'], wrong);
    case 'TEXT_SPAN':
      if (!checkNumbers(given, fields, wrong)) return null;
      return fields.every((field) => Number.isSafeInteger(given[field]))
        ? checkRange(given, ['start', 'end'], wrong)
        : wrong('', 'WRONG_TYPE', '`start` and `end` must be whole numbers of UTF-16 code units.');
    case 'POINT':
      return checkNumbers(given, fields, wrong) && checkPoint(given as { x: number; y: number }, picture, wrong);
    case 'BOX':
      return checkNumbers(given, fields, wrong) && checkBox(given as unknown as Box, picture, wrong);
    case 'CLASSIFICATION':
      return {};
    default:
      return kind satisfies never;
  }
}

/** Picture that must contain the coordinates. */
interface Picture extends PixelSize {
  /** Range of the coordinates, as messages show it. */
  range: string;
}

function pictureOf(pixels: PixelSize | null): Picture {
  const { width = 1, height = 1 } = pixels ?? {};
  return { width, height, range: pixels ? `x from 0 to ${width}, y from 0 to ${height}` : 'x and y from 0 to 1' };
}

function checkPoints(points: unknown, least: number, { width, height, range }: Picture, wrong: Wrong) {
  if (!Array.isArray(points)) return wrong('/points', 'WRONG_TYPE', '`points` must be a list.');
  if (points.length < least) return wrong('/points', 'OUT_OF_RANGE', `\`points\` must have at least ${least} points.`);
  if (points.length > manifestLimits.points) {
    return wrong('/points', 'TOO_MANY', `\`points\` must have at most ${manifestLimits.points} points.`);
  }
  const misshapen = points.findIndex((point) => !isPair(point));
  if (misshapen >= 0)
    return wrong(`/points/${misshapen}`, 'WRONG_TYPE', 'Each point must be a pair of numbers, [x, y].');
  const pairs = points as [number, number][];
  const outside = pairs.findIndex(([x, y]) => !isIn(x, width) || !isIn(y, height));
  if (outside >= 0)
    return wrong(`/points/${outside}`, 'OUT_OF_RANGE', `The coordinates must be inside the picture: ${range}.`);
  return { points: pairs.map(([x, y]) => [clamp(x / width), clamp(y / height)]) };
}

function checkRange(given: Record<string, unknown>, [first, last]: [string, string], wrong: Wrong) {
  if (!checkNumbers(given, [first, last], wrong)) return null;
  const { [first]: from, [last]: to } = given as Record<string, number>;
  if (from! < 0) return wrong(`/${first}`, 'OUT_OF_RANGE', `\`${first}\` must be 0 or more.`);
  if (from! >= to!) return wrong(`/${last}`, 'OUT_OF_RANGE', `\`${last}\` must be greater than \`${first}\`.`);
  return { [first]: from, [last]: to };
}

function checkPoint({ x, y }: { x: number; y: number }, { width, height, range }: Picture, wrong: Wrong) {
  if (!isIn(x, width)) return wrong('/x', 'OUT_OF_RANGE', `The coordinates must be inside the picture: ${range}.`);
  if (!isIn(y, height)) return wrong('/y', 'OUT_OF_RANGE', `The coordinates must be inside the picture: ${range}.`);
  return { x: clamp(x / width), y: clamp(y / height) };
}

interface Box extends PixelSize {
  x: number;
  y: number;
}

function checkBox(box: Box, picture: Picture, wrong: Wrong) {
  const { width, height } = picture;
  if (!(box.width > 0)) return wrong('/width', 'OUT_OF_RANGE', '`width` must be greater than 0.');
  if (!(box.height > 0)) return wrong('/height', 'OUT_OF_RANGE', '`height` must be greater than 0.');
  const corner = checkPoint(box, picture, wrong);
  if (!corner) return null;
  if (!isIn(box.x + box.width, width)) return wrong('/width', 'OUT_OF_RANGE', 'The box extends past the right edge.');
  if (!isIn(box.y + box.height, height))
    return wrong('/height', 'OUT_OF_RANGE', 'The box extends past the lower edge.');
  return { ...corner, width: clamp(box.width / width), height: clamp(box.height / height) };
}

function checkNumbers(given: Record<string, unknown>, fields: readonly string[], wrong: Wrong): true | null {
  const wordless = fields.find((field) => !isNumber(given[field]));
  return wordless === undefined ? true : wrong(`/${wordless}`, 'WRONG_TYPE', `\`${wordless}\` must be a number.`);
}

function isPair(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && isNumber(value[0]) && isNumber(value[1]);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isIn(number: number, size: number): boolean {
  return number >= -slack * size && number <= size * (1 + slack);
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
