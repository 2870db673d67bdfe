import { manifestLimits } from '#formats/manifest/manifest-limits.ts';

/** Limits that the requests of a caller can exceed. The error contains the limit. */
export interface Limits {
  /** Maximum number of items, edges or rows on a page. */
  pageSize: number;
  /** Default number of items and edges on a page. */
  defaultPageSize: number;
  /** Maximum number of ids in one `nodes` query. */
  nodes: number;
  /** Maximum number of files in one `requestUploads` call. */
  uploadsPerCall: number;
  /** Maximum bytes of a file in a single PUT. Larger files are sent in parts. */
  singlePutByteSize: number;
  /** Maximum size of one file in bytes, whether sent in one PUT or in parts. */
  fileByteSize: number;
  /** Maximum number of inline items of `publishIngestSession`. */
  inlineItems: number;
  /** Maximum number of lines of a manifest file. */
  manifestLines: number;
  /** Maximum size of one manifest line in bytes. */
  manifestLineByteSize: number;
  /** Seconds that a caller waits for a publish. Then a worker continues it. */
  publishSeconds: number;
  /** Seconds for which an upload URL is valid. */
  uploadUrlSeconds: number;
  /** Maximum number of seconds for which a signed URL for viewing is valid. It must be within `signedUrlBounds`. */
  signedUrlSeconds: number;
  /** Hours without a request after which an ingest session expires. */
  ingestSessionHours: number;
  /** Maximum number of unfinished exports of one person in an organization. */
  exportsUnderWay: number;
  /** Hours for which an export is kept. */
  exportHours: number;
}

/** Bounds of `signedUrlSeconds`. A URL in a response still has at least half of its lifetime. */
export const signedUrlBounds = { least: 60, most: 300 };

export const defaultLimits: Limits = {
  pageSize: 100,
  defaultPageSize: 20,
  nodes: 100,
  uploadsPerCall: 500,
  singlePutByteSize: 64 * 1024 ** 2,
  fileByteSize: 5 * 1024 ** 4,
  inlineItems: manifestLimits.inlineItems,
  manifestLines: manifestLimits.lines,
  manifestLineByteSize: manifestLimits.lineByteSize,
  publishSeconds: 5,
  uploadUrlSeconds: 900,
  signedUrlSeconds: signedUrlBounds.most,
  ingestSessionHours: 24,
  exportsUnderWay: 5,
  exportHours: 72,
};
