import { contentTypePattern, maxContentTypeLength } from '../content-type.ts';
import { instantFormat } from '../instant.ts';
import { annotationFields } from './check-annotation.ts';
import type { assetFields } from './check-assets.ts';
import { shapes } from './check-geometry.ts';
import type { itemFields } from './check-item.ts';
import { manifestLimits as limits } from './manifest-limits.ts';
import { type AnnotationKind, annotationKinds, assetRoles, itemTypes } from './names.ts';

type Schema = Record<string, unknown>;

/** Schema of a member. Its description is also the description of the field in the API. */
interface Member extends Schema {
  description: string;
}

const storable = '^[^\\u0000\\ud800-\\udfff]*$';
/** Pattern of texts that can be stored and contain a character that is not white space. */
const notBlank = '^(?=[\\s\\S]*\\S)[^\\u0000\\ud800-\\udfff]*$';
const sha256: Member = {
  type: 'string',
  pattern: '^[0-9a-f]{64}$',
  description:
    'SHA-256 in lower-case hexadecimal. With `path`, the file must match it. Without `path`, it refers to a stored file.',
};
const fraction: Schema = { type: 'number' };

/** Returns a schema that also allows null, which means the same as a missing member. */
function optional<Given extends Schema>(schema: Given): Given {
  return { ...schema, type: [schema['type'], 'null'] };
}

function text(minLength: number, maxLength: number, description: string): Member {
  return { type: 'string', minLength, maxLength, pattern: storable, description };
}

/** Members of a manifest line, except `remove`. */
export const itemMembers = {
  key: {
    type: 'string',
    minLength: 1,
    maxLength: limits.keyByteSize,
    'x-maxBytes': limits.keyByteSize,
    pattern: '^[^\\p{Cc}\\ud800-\\udfff]*$',
    description: 'Stable id of the item, chosen by the publisher, unique in the manifest.',
  },
  type: { enum: [...itemTypes], description: 'Type of the item.' },
  title: optional(text(0, limits.titleLength, 'Display name.')),
  tags: optional({
    type: 'array',
    maxItems: limits.tags,
    items: { ...text(1, limits.tagLength, 'A tag.'), pattern: notBlank },
    description: 'Tags to filter by. Duplicates are ignored.',
  }),
  metadata: optional({
    type: 'object',
    'x-maxBytes': limits.metadataByteSize,
    description: `Anything, up to ${limits.metadataByteSize} bytes and ${limits.metadataDepth} levels. Whole numbers up to 2^53 − 1.`,
  }),
  createdAt: optional({
    type: 'string',
    'x-instant': true,
    description: `Time of creation: ${instantFormat}. A date alone means midnight UTC.`,
  }),
  assets: {
    type: 'array',
    minItems: 1,
    maxItems: limits.assets,
    items: { $ref: '#/$defs/asset' },
    allOf: Object.entries(assetRoles)
      .filter(([, { many }]) => !many)
      .map(([role]) => ({
        contains: holds(role),
        minContains: role === 'PRIMARY' ? 1 : 0,
        maxContains: 1,
      })),
    description: 'Files of the item. Exactly one has the role PRIMARY.',
  },
  annotations: optional({
    type: 'array',
    maxItems: limits.annotations,
    items: { $ref: '#/$defs/annotation' },
    description: `Annotations of the publisher, at most ${limits.annotations}.`,
  }),
} satisfies Record<Exclude<(typeof itemFields)[number], 'remove'>, Member>;

/** Member `remove` of a manifest line. */
export const removeMember: Member = {
  type: 'boolean',
  description: 'Whether to remove the item with this key. Allowed only in APPEND mode. Default: false.',
};

/** Returns a schema that matches files in a role. A file without a role is PRIMARY. */
function holds(role: string): Schema {
  const named = { type: 'object', required: ['role'], properties: { role: { const: role } } };
  return role === 'PRIMARY' ? { anyOf: [named, { type: 'object', not: { required: ['role'] } }] } : named;
}

/** Members of a file in a manifest line. */
export const assetMembers = {
  role: {
    enum: Object.keys(assetRoles),
    description: 'Role of the file in its item. Required in the API. Default in a folder: PRIMARY.',
  },
  path: { type: 'string', minLength: 1, description: 'Path of the file, relative to the folder and inside it.' },
  sha256,
  contentType: optional({
    type: 'string',
    maxLength: maxContentTypeLength,
    pattern: contentTypePattern.source,
    description: 'Media type in lower case. By default, that of the stored file.',
  }),
  filename: optional(text(1, limits.filenameLength, 'Name under which the file is downloaded.')),
} satisfies Record<(typeof assetFields)[number] | 'path', Member>;

const asset: Schema = {
  type: 'object',
  additionalProperties: false,
  anyOf: [{ required: ['path'] }, { required: ['sha256'] }],
  properties: assetMembers,
};

const points = (least: number): Schema => ({
  type: 'array',
  minItems: least,
  maxItems: limits.points,
  items: { type: 'array', minItems: 2, maxItems: 2, items: fraction },
});

/** Members of a geometry, by kind of annotation. */
export const geometryMembers: Record<AnnotationKind, Record<string, Schema>> = {
  BOX: {
    x: fraction,
    y: fraction,
    width: { type: 'number', exclusiveMinimum: 0 },
    height: { type: 'number', exclusiveMinimum: 0 },
  },
  POLYGON: { points: points(3) },
  POLYLINE: { points: points(2) },
  POINT: { x: fraction, y: fraction },
  TIME_RANGE: { startSeconds: { type: 'number', minimum: 0 }, endSeconds: { type: 'number' } },
  TEXT_SPAN: { start: { type: 'integer', minimum: 0 }, end: { type: 'integer' } },
  CLASSIFICATION: {},
};

/** Members of the size of a picture. */
export const pixelMembers = {
  width: { type: 'number', exclusiveMinimum: 0, description: 'Width in pixels, above 0.' },
  height: { type: 'number', exclusiveMinimum: 0, description: 'Height in pixels, above 0.' },
} satisfies Record<string, Member>;

/** Members of an annotation in a manifest line. */
export const annotationMembers = {
  kind: { enum: [...annotationKinds], description: 'Kind of the annotation, which decides its geometry.' },
  label: {
    ...text(1, limits.labelLength, `Label, 1 to ${limits.labelLength} characters.`),
    pattern: notBlank,
  },
  confidence: {
    type: ['number', 'null'],
    minimum: 0,
    maximum: 1,
    description: 'Confidence, 0 to 1. By default, none.',
  },
  pixels: optional({
    type: 'object',
    required: ['width', 'height'],
    properties: pixelMembers,
    description: 'Size of the picture in pixels, when the geometry is in pixels rather than fractions.',
  }),
  geometry: { description: 'Geometry in the form of the kind. CLASSIFICATION needs none.' },
} satisfies Record<(typeof annotationFields)[number], Member>;

const annotation: Schema = {
  type: 'object',
  required: ['kind', 'label'],
  additionalProperties: false,
  properties: annotationMembers,
  allOf: annotationKinds.map((kind) => ({
    if: { required: ['kind'], properties: { kind: { const: kind } } },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: {
      ...(shapes[kind].fields.length > 0 && { required: ['geometry'] }),
      properties: { geometry: geometryOf(kind) },
    },
  })),
};

function geometryOf(kind: AnnotationKind): Schema {
  const { fields, expected } = shapes[kind];
  return {
    type: 'object',
    required: [...fields],
    additionalProperties: false,
    properties: geometryMembers[kind],
    description: expected,
  };
}

/** JSON Schema of one line of `manifest.ndjson`. It uses the same limits, names and geometries as the checks. */
export const manifestSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Line of a manifest',
  description:
    'One line of manifest.ndjson: an item of the next revision, or with `remove` a key to remove from it. Lengths are in UTF-16 code units. `x-maxBytes` counts bytes of UTF-8. Not expressed here: keys are unique, shapes lie inside of the picture, spans end after they begin, content types fit, and `x-instant` is a date of the calendar. The API takes the same lines with `sha256` and `role` in each asset, and without `path`.',
  type: 'object',
  required: ['key'],
  properties: { key: itemMembers.key, remove: removeMember },
  if: { required: ['remove'], properties: { remove: { const: true } } },
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  then: {
    description: 'Removes the item with this key. Only where other items are kept (`--append`).',
    properties: { key: true, remove: true },
    additionalProperties: false,
  },
  else: {
    required: ['type', 'assets'],
    properties: { ...itemMembers, remove: { const: false } },
    additionalProperties: false,
  },
  $defs: { asset, annotation },
};
