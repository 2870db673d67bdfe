import { isObject } from '#formats/is-object.ts';
import type { AnnotationKind } from '../gql/graphql.ts';
import type { Region, Size } from './zoom-maths.ts';

type Pair = readonly [number, number];

/** Parsed geometry of an annotation. Places in pictures are fractions from 0 to 1. */
export type AnnotationShape =
  | { kind: 'BOX'; x: number; y: number; width: number; height: number }
  | { kind: 'POLYGON' | 'POLYLINE'; points: readonly Pair[] }
  | { kind: 'POINT'; x: number; y: number }
  | { kind: 'TIME_RANGE'; startSeconds: number; endSeconds: number }
  | { kind: 'TEXT_SPAN'; start: number; end: number }
  | { kind: 'CLASSIFICATION' };

/**
 * Reads a geometry from the JSON of the API. Returns null if it does not fit its kind, so that one invalid row does
 * not break the page.
 */
export function readShape(kind: AnnotationKind, geometry: unknown): AnnotationShape | null {
  const fields: Record<string, unknown> = isObject(geometry) ? geometry : {};
  const number = (name: string) => {
    const value = fields[name];
    return typeof value === 'number' && Number.isFinite(value) ? value : Number.NaN;
  };
  switch (kind) {
    case 'BOX':
      return whole({ kind, x: number('x'), y: number('y'), width: number('width'), height: number('height') });
    case 'POINT':
      return whole({ kind, x: number('x'), y: number('y') });
    case 'TIME_RANGE':
      return whole({ kind, startSeconds: number('startSeconds'), endSeconds: number('endSeconds') });
    case 'TEXT_SPAN':
      return whole({ kind, start: number('start'), end: number('end') });
    case 'POLYGON':
    case 'POLYLINE': {
      const { points } = fields;
      const pairs = Array.isArray(points) ? points.filter(isPair) : [];
      return pairs.length > 1 ? { kind, points: pairs } : null;
    }
    case 'CLASSIFICATION':
      return { kind };
    default:
      kind satisfies never;
      return null;
  }
}

function whole<S extends AnnotationShape>(shape: S): S | null {
  return Object.values(shape).some((value) => Number.isNaN(value)) ? null : shape;
}

function isPair(value: unknown): value is Pair {
  return Array.isArray(value) && value.length === 2 && value.every((one) => Number.isFinite(one));
}

/** Returns the outline as an SVG path in pixels of the picture. Null for shapes without an outline. */
export function pathOf(shape: AnnotationShape, picture: Size): string | null {
  const at = (x: number, y: number) => `${round(x * picture.width)} ${round(y * picture.height)}`;
  switch (shape.kind) {
    case 'BOX': {
      const { x, y, width, height } = shape;
      return `M${at(x, y)}H${round((x + width) * picture.width)}V${round((y + height) * picture.height)}H${round(x * picture.width)}Z`;
    }
    case 'POLYGON':
    case 'POLYLINE': {
      const line = shape.points.map(([x, y]) => at(x, y)).join('L');
      return `M${line}${lineOf[shape.kind] === 'closed' ? 'Z' : ''}`;
    }
    case 'POINT':
      // A line of length 0 with round caps is a dot of the same size at every zoom.
      return `M${at(shape.x, shape.y)}h0`;
    case 'TIME_RANGE':
    case 'TEXT_SPAN':
    case 'CLASSIFICATION':
      return null;
    default:
      return shape satisfies never;
  }
}

/** Line style of an outline. Null for kinds without an outline. */
export const lineOf: Record<AnnotationKind, 'closed' | 'open' | 'dot' | null> = {
  BOX: 'closed',
  POLYGON: 'closed',
  POLYLINE: 'open',
  POINT: 'dot',
  TIME_RANGE: null,
  TEXT_SPAN: null,
  CLASSIFICATION: null,
};

/** Returns the region of the picture that a shape covers, in pixels of the picture. */
export function boundsOf(shape: AnnotationShape, picture: Size): Region | null {
  const pairs = pairsOf(shape);
  if (pairs.length === 0) return null;
  const xs = pairs.map(([x]) => x * picture.width);
  const ys = pairs.map(([, y]) => y * picture.height);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function pairsOf(shape: AnnotationShape): readonly Pair[] {
  switch (shape.kind) {
    case 'BOX':
      return [
        [shape.x, shape.y],
        [shape.x + shape.width, shape.y + shape.height],
      ];
    case 'POINT':
      return [[shape.x, shape.y]];
    case 'POLYGON':
    case 'POLYLINE':
      return shape.points;
    case 'TIME_RANGE':
    case 'TEXT_SPAN':
    case 'CLASSIFICATION':
      return [];
    default:
      return shape satisfies never;
  }
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
