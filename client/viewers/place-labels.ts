import type { Size } from './zoom-maths.ts';

/** Label of a shape. x and y are the top left corner of the shape on the stage, or its point. */
export interface Label {
  x: number;
  y: number;
  width: number;
  isPoint: boolean;
}

export interface PlacedLabel<L extends Label> {
  label: L;
  x: number;
  y: number;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const labelHeight = 18;
/** Half the size of the dot for a point. */
const dotRadius = 8;

/**
 * Places labels so that none covers another label or the dot of a point. Omits labels without a free place, except the
 * one at index `always`: the pointer is on its shape.
 */
export function placeLabels<L extends Label>(labels: readonly L[], stage: Size, always?: number): PlacedLabel<L>[] {
  const dots = labels.map(({ isPoint, x, y }) =>
    isPoint ? { x: x - dotRadius, y: y - dotRadius, width: 2 * dotRadius, height: 2 * dotRadius } : null,
  );
  const placed: (PlacedLabel<L> & { box: Box })[] = [];
  for (const [index, label] of labels.entries()) {
    if (!isOnStage(label, stage)) continue;
    const boxes = placesOf(label).map((place) => ({ ...place, width: label.width, height: labelHeight }));
    const free = boxes.find(
      (box) =>
        box.y >= 0 &&
        !placed.some((other) => overlap(box, other.box)) &&
        !dots.some((dot, at) => dot !== null && at !== index && overlap(box, dot)),
    );
    const box = free ?? (index === always ? boxes[0] : undefined);
    if (box) placed.push({ label, x: box.x, y: box.y, box });
  }
  return placed.map(({ label, x, y }) => ({ label, x, y }));
}

/** Returns the possible places of a label, best first. Labels of areas are on the upper edge, or just inside it. */
function placesOf({ x, y, width, isPoint }: Label): { x: number; y: number }[] {
  if (!isPoint) {
    return [
      { x: x - 1, y: Math.max(2, y - 19) },
      { x: x - 1, y: y + 1 },
    ];
  }
  const gap = dotRadius + 1;
  const middle = y - labelHeight / 2;
  return [
    { x: x + gap, y: middle },
    { x: x - gap - width, y: middle },
    { x: x - width / 2, y: y - gap - labelHeight },
    { x: x - width / 2, y: y + gap },
    { x: x + gap, y: middle - labelHeight },
    { x: x + gap, y: middle + labelHeight },
    { x: x - gap - width, y: middle - labelHeight },
    { x: x - gap - width, y: middle + labelHeight },
  ];
}

function isOnStage({ x, y, width }: Label, stage: Size): boolean {
  return x <= stage.width && y <= stage.height && x + width >= 0 && y >= -labelHeight;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
