import type { AnnotationSource, AssetRole, ItemType, ProcessingState } from '../gql/graphql.ts';
import { countOf, formatCount } from '../ui/format.ts';

/** UI strings of the item panel. */

export const item = 'Item';
export const close = 'Close';
export const previousItem = 'Previous item';
export const nextItem = 'Next item';
export const inspector = 'Inspector';
export const position = (number: number, total: number): string => `${formatCount(number)} of ${formatCount(total)}`;
export const loadFailed = 'Couldn’t load this item';
export const notFound = 'This item doesn’t exist';
export const notFoundHint = 'It was removed, the link is incomplete, or you don’t have permission to see it.';
export const backToDataset = 'Back to the dataset';
export const loading = 'Loading…';

// Inspector
export const copyKey = 'Copy key';
export const tags = 'Tags';
export const metadata = 'Metadata';

// Annotations
export const annotations = 'Annotations';
export const labels = 'Labels';
export const toggleLabel = (label: string): string => `Show or hide ${label}`;
export const showLabel = (label: string): string => `Show ${label}`;
export const hideLabel = (label: string): string => `Hide ${label}`;
export const showMore = (count: number): string => `Show ${formatCount(count)} more`;
export const sources: Record<AnnotationSource, string | null> = { PUBLISHER: null, REVIEWER: 'Reviewer' };
export const timeRange = (start: string, end: string): string => `${start} – ${end}`;
export const characters = (start: number, end: number): string =>
  `Characters ${formatCount(start)} – ${formatCount(end)}`;
export const box = 'Box';
export const polygon = (pointCount: number): string => `Polygon with ${countOf(pointCount, 'point')}`;
export const line = (pointCount: number): string => `Line with ${countOf(pointCount, 'point')}`;
export const point = 'Point';
export const wholeItem = 'Whole item';
export const notDrawable = 'Can’t be displayed';

// Files
export const files = 'Files';
export const openFile = (name: string): string => `Open ${name}`;
export const generated = 'Generated';
export const sha256 = (digest: string): string => `SHA-256 ${digest}`;
export const copySha256 = 'Copy SHA-256';
export const roles: Record<AssetRole, string> = {
  PRIMARY: 'Content',
  THUMBNAIL: 'Thumbnail',
  RENDITION: 'Playable copy',
  POSTER: 'Poster',
  STORYBOARD: 'Storyboard',
  STORYBOARD_CUES: 'Storyboard cues',
  TRANSCRIPT: 'Transcript',
  PREVIEW: 'Preview',
  WAVEFORM: 'Waveform',
  FRAME_TIMES: 'Frame times',
  TABLE_SUMMARY: 'Summary',
  ATTACHMENT: 'Attachment',
};
export const processingStates: Record<ProcessingState, string | null> = {
  PENDING: 'Queued',
  RUNNING: 'In progress',
  DONE: null,
  FAILED: 'Failed',
  NOT_APPLICABLE: null,
};

// Details
export const details = 'Details';
export const type = 'Type';
export const types: Record<ItemType, string> = {
  IMAGE: 'Image',
  VIDEO: 'Video',
  AUDIO: 'Audio',
  TEXT: 'Text',
  DOCUMENT: 'Document',
  TABLE: 'Table',
  FILE: 'File',
};
export const created = 'Created';
export const revisions = 'Revisions';
export const since = (revision: number): string => `Since revision ${revision}`;
export const between = (first: number, last: number): string =>
  first === last ? `Only revision ${first}` : `Revisions ${first} to ${last}`;
export const size = 'Size';
