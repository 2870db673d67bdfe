import type { TableShape } from '#formats/tables/summarize-table.ts';
import type { AssetRole } from '#prisma/client/enums.ts';
import type { FileRendition } from '../renditions/rendition-of-file.ts';
import type { FileProcessing } from './processing-of-file.ts';

/** The stored bytes of a file and their measured properties. */
export interface FileBytes {
  id: string;
  orgId: string;
  /** Id of the file from which this one was made, or null for a published file. */
  sourceId: string | null;
  objectKey: string;
  contentType: string;
  byteSize: number;
  sha256: string;
  width: number | null;
  height: number | null;
  durationSeconds: number | null;
  codecs: string[] | null;
  frameRate: number | null;
  frameRateFraction: string | null;
  frameCount: number | null;
  hasVariableFrameRate: boolean | null;
  pageCount: number | null;
  /** ThumbHash in base64. Null for a file that is not a derived picture, and until it is computed. */
  thumbhash: string | null;
  derived: boolean;
  /** Whether a video or audio file has a video track. Null until the file is probed. */
  hasPicture: boolean | null;
  /** Number of rows of a table. Null until the rows are counted, and if there are too many to count. */
  rowCount: number | null;
  columnCount: number | null;
  /** The first columns of a table. Null until they are known. */
  columns: TableShape['columns'] | null;
}

/** A file of one item: published with the item, or derived from a published file. */
export interface ItemAsset {
  item: { id: string; orgId: string; key: string; datasetId: string };
  sensitive: boolean;
  role: AssetRole;
  filename: string | null;
  asset: FileBytes;
  processing: FileProcessing[];
  /** Null if nobody has requested one. */
  rendition: FileRendition | null;
}

/** SQL of each property of a file, for an alias of `filesSql`. Planned reads and resolvers both use it. */
export const fileColumns: Record<keyof FileBytes, (file: string) => string> = {
  id: (file) => `${file}.id`,
  orgId: (file) => `${file}.org_id`,
  sourceId: (file) => `${file}.source_id`,
  objectKey: (file) => `${file}.object_key`,
  contentType: (file) => `${file}.content_type`,
  byteSize: (file) => `${file}.byte_size`,
  sha256: (file) => `${file}.sha256`,
  width: (file) => `${file}.width`,
  height: (file) => `${file}.height`,
  durationSeconds: (file) => `${file}.duration_seconds`,
  codecs: (file) => `string_to_array(${file}.codecs, ',')`,
  frameRate: (file) => `${file}.frame_rate`,
  frameRateFraction: (file) => `${file}.frame_rate_fraction`,
  frameCount: (file) => `${file}.frame_count`,
  hasVariableFrameRate: (file) => `${file}.has_variable_frame_rate`,
  pageCount: (file) => `${file}.page_count`,
  // An unreadable picture has an empty ThumbHash, which becomes null.
  thumbhash: (file) => `encode(nullif(${file}.thumbhash, ''), 'base64')`,
  derived: (file) => `${file}.source_id IS NOT NULL`,
  hasPicture: (file) => `CASE WHEN ${file}.codecs IS NOT NULL THEN ${file}.width IS NOT NULL END`,
  rowCount: (file) => `(${file}.table_shape->>'rowCount')::float8`,
  columnCount: (file) => `(${file}.table_shape->>'columnCount')::integer`,
  columns: (file) => `${file}.table_shape->'columns'`,
};
