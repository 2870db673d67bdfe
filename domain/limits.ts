import { manifestLimits } from '#formats/manifest/manifest-limits.ts';

/** Limits that a caller can reach. A typed error names the limit. */
export interface Limits {
  /** Maximum number of items, edges or rows on a page. */
  pageSize: number;
  /** Number of items and edges on a page by default. */
  defaultPageSize: number;
  /** Ids in one `nodes` query. */
  nodes: number;
  /** Files in one `requestUploads` call. */
  uploadsPerCall: number;
  /** Maximum bytes of a file in a single PUT. Larger files are sent in parts. */
  singlePutByteSize: number;
  /** Maximum bytes of one file, sent in either way. */
  fileByteSize: number;
  /** Items given inline to `publishIngestSession`. */
  inlineItems: number;
  /** Lines of a manifest file. */
  manifestLines: number;
  /** Bytes of one manifest line. */
  manifestLineByteSize: number;
  /** Seconds that a caller waits for a publish before a worker continues it. */
  publishSeconds: number;
  /** Seconds that an upload URL is valid. */
  uploadUrlSeconds: number;
  /** Maximum seconds that a signed URL for viewing is valid, within `signedUrlBounds`. */
  signedUrlSeconds: number;
  /** Hours without activity after which an ingest session expires. */
  ingestSessionHours: number;
  /** Exports of one person in an organization that may be waiting or running. */
  exportsUnderWay: number;
  /** Hours that an export is kept. */
  exportHours: number;
}

/** Bounds of `signedUrlSeconds`. A URL that was just signed has at least half of its lifetime left. */
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
