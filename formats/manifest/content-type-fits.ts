import { essenceOf } from '../content-type.ts';
import { transcriptTypeNames } from '../transcript-types.ts';
import type { AssetRole, ItemType } from './names.ts';

/** Content types that a PRIMARY file can have, by item type. Messages show them, and `contentTypeFits` uses them. */
export const contentTypesOf: Record<ItemType, readonly string[]> = {
  IMAGE: ['image/*'],
  VIDEO: ['video/*'],
  AUDIO: ['audio/*'],
  TEXT: [
    'text/*',
    'application/json',
    'application/x-ndjson',
    'application/xml',
    'application/yaml',
    'application/toml',
    'application/x-tex',
  ],
  DOCUMENT: [
    'application/pdf',
    'application/epub+zip',
    'application/msword',
    'application/rtf',
    'application/vnd.ms-excel',
    'application/vnd.ms-powerpoint',
    'application/vnd.openxmlformats-officedocument.*',
    'application/vnd.oasis.opendocument.*',
  ],
  TABLE: [
    'text/csv',
    'text/tab-separated-values',
    'application/x-ndjson',
    'application/jsonl',
    'application/vnd.apache.parquet',
    'application/x-parquet',
  ],
  FILE: ['*'],
};

/** Content types that files in other roles can have, for all item types. */
const contentTypesIn: Record<Exclude<AssetRole, 'PRIMARY'>, readonly string[]> = {
  THUMBNAIL: ['image/*'],
  PREVIEW: ['image/*'],
  RENDITION: ['video/*', 'audio/*'],
  POSTER: ['image/*'],
  STORYBOARD: ['image/*'],
  STORYBOARD_CUES: ['text/vtt'],
  TRANSCRIPT: ['text/*', 'application/json', ...transcriptTypeNames.filter((name) => !name.startsWith('text/'))],
  WAVEFORM: ['application/json', 'application/octet-stream', 'image/*'],
  FRAME_TIMES: ['application/json'],
  TABLE_SUMMARY: ['application/json'],
  ATTACHMENT: ['*'],
};

/** Returns the content types that are allowed for a file in a role of an item. */
export function allowedContentTypes(type: ItemType, role: AssetRole): readonly string[] {
  return role === 'PRIMARY' ? contentTypesOf[type] : contentTypesIn[role];
}

/** Returns whether a content type is allowed for a file in a role of an item. */
export function contentTypeFits(contentType: string, type: ItemType, role: AssetRole): boolean {
  const essence = essenceOf(contentType);
  return allowedContentTypes(type, role).some((allowed) =>
    allowed.endsWith('*') ? essence.startsWith(allowed.slice(0, -1)) : essence === allowed,
  );
}
