/** Types that an item may have. */
export const itemTypes = ['IMAGE', 'VIDEO', 'AUDIO', 'TEXT', 'DOCUMENT', 'TABLE', 'FILE'] as const;
export type ItemType = (typeof itemTypes)[number];

/** Roles that a published file may have, and whether several files of an item may have the role. */
export const assetRoles = {
  PRIMARY: { many: false },
  THUMBNAIL: { many: false },
  PREVIEW: { many: false },
  RENDITION: { many: false },
  POSTER: { many: false },
  STORYBOARD: { many: false },
  STORYBOARD_CUES: { many: false },
  TRANSCRIPT: { many: true },
  WAVEFORM: { many: false },
  FRAME_TIMES: { many: false },
  TABLE_SUMMARY: { many: false },
  ATTACHMENT: { many: true },
} as const;
export type AssetRole = keyof typeof assetRoles;

/** Kinds of annotations. */
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

/** REPLACE publishes only the items of the manifest. APPEND keeps the other items. */
export type IngestMode = 'REPLACE' | 'APPEND';

/** Whether items that the manifest does not name are removed. */
export const removesUnnamed: Record<IngestMode, boolean> = { REPLACE: true, APPEND: false };
