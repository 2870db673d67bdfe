/** The types an item may have. */
export const itemTypes = ['IMAGE', 'VIDEO', 'AUDIO', 'TEXT', 'DOCUMENT', 'FILE'] as const;
export type ItemType = (typeof itemTypes)[number];

/** The roles a published file may have, and whether several files of an item may have it. */
export const assetRoles = {
  PRIMARY: { many: false },
  THUMBNAIL: { many: false },
  PREVIEW: { many: false },
  POSTER: { many: false },
  TRANSCRIPT: { many: true },
  WAVEFORM: { many: false },
  ATTACHMENT: { many: true },
} as const;
export type AssetRole = keyof typeof assetRoles;

/** The kinds of annotations. */
export const annotationKinds = [
  'BOX',
  'POLYGON',
  'POLYLINE',
  'POINT',
  'TIME_RANGE',
  'TEXT_SPAN',
  'CLASSIFICATION',
] as const;
export type AnnotationKind = (typeof annotationKinds)[number];

/** REPLACE publishes what the manifest names and nothing else; APPEND keeps the other items. */
export type IngestMode = 'REPLACE' | 'APPEND';
