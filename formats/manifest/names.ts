/** Item types. */
export const itemTypes = ['IMAGE', 'VIDEO', 'AUDIO', 'TEXT', 'DOCUMENT', 'TABLE', 'FILE'] as const;
export type ItemType = (typeof itemTypes)[number];

/** Roles of published files, and whether an item can have several files in the role. */
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

/** Mode of a publish. REPLACE removes the items that the manifest does not contain. APPEND keeps them. */
export type IngestMode = 'REPLACE' | 'APPEND';

/** Whether each mode removes the items that the manifest does not contain. */
export const removesUnnamed: Record<IngestMode, boolean> = { REPLACE: true, APPEND: false };
