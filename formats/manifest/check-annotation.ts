import { isObject } from '../is-object.ts';
import { checkGeometry, type PixelSize } from './check-geometry.ts';
import { storable } from './check-json-value.ts';
import { isStorable } from './check-text.ts';
import { type Complain, checkFields } from './complain.ts';
import type { AnnotationContent } from './item-content.ts';
import { manifestLimits } from './manifest-limits.ts';
import { type AnnotationKind, annotationKinds } from './names.ts';

const kinds: readonly string[] = annotationKinds;
export const annotationFields = ['kind', 'label', 'confidence', 'geometry', 'pixels'] as const;

/** Checks one annotation of a manifest line, and returns it. `pointer` is its JSON pointer in the line. */
export function checkAnnotation(value: unknown, pointer: string, complain: Complain): AnnotationContent | null {
  if (!isObject(value)) {
    complain(pointer, 'WRONG_TYPE', 'The annotation must be a JSON object.', '{ kind, label, geometry }');
    return null;
  }
  checkFields(value, annotationFields, pointer, complain);
  const { kind, label, confidence = null } = value;
  const knownKinds = `one of ${kinds.join(', ')}`;
  const labels = `a string of 1 to ${manifestLimits.labelLength} characters`;
  if (label === undefined) complain(`${pointer}/label`, 'REQUIRED', '`label` is required.', labels);
  else if (typeof label !== 'string') complain(`${pointer}/label`, 'WRONG_TYPE', '`label` must be a string.', labels);
  else if (label.trim() === '') complain(`${pointer}/label`, 'INVALID_VALUE', '`label` must not be blank.', labels);
  else if (label.length > manifestLimits.labelLength) {
    complain(`${pointer}/label`, 'TOO_LONG', 'The label is too long.', labels);
  } else if (!isStorable(label)) {
    complain(`${pointer}/label`, 'INVALID_CHARACTER', '`label` contains characters that cannot be stored.', storable);
  }
  if (confidence !== null && typeof confidence !== 'number') {
    complain(`${pointer}/confidence`, 'WRONG_TYPE', '`confidence` must be a number.', '0 to 1');
  } else if (confidence !== null && !(confidence >= 0 && confidence <= 1)) {
    complain(`${pointer}/confidence`, 'OUT_OF_RANGE', '`confidence` must be from 0 to 1.', '0 to 1');
  }
  if (kind === undefined) complain(`${pointer}/kind`, 'REQUIRED', '`kind` is required.', knownKinds);
  else if (typeof kind !== 'string') complain(`${pointer}/kind`, 'WRONG_TYPE', '`kind` must be a string.', knownKinds);
  else if (!kinds.includes(kind))
    complain(`${pointer}/kind`, 'INVALID_VALUE', 'This kind of annotation is unknown.', knownKinds);
  else {
    const pixels = checkPixels(value['pixels'], `${pointer}/pixels`, complain);
    const known = kind as AnnotationKind;
    const geometry = checkGeometry(known, value['geometry'], pixels, `${pointer}/geometry`, complain);
    // The other members may be invalid here. Their issues have been reported, and the line will not be used.
    return geometry && { kind: known, label: String(label), confidence: confidence as number | null, geometry };
  }
  return null;
}

/** Checks `pixels`, the size of the picture. It is set if coordinates are in pixels. */
function checkPixels(value: unknown, pointer: string, complain: Complain): PixelSize | null {
  if (value === undefined || value === null) return null;
  const { width, height } = isObject(value) ? value : {};
  if (isSize(width) && isSize(height)) return { width, height };
  complain(pointer, 'INVALID_VALUE', '`pixels` is not a valid image size.', '{ width, height } in pixels, above 0');
  return null;
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}
