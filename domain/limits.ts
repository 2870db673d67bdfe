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
  /** Maximum seconds that a signed URL for viewing is valid, 60–300. */
  signedUrlSeconds: number;
  /** Hours without activity after which an ingest session expires. */
  ingestSessionHours: number;
  /** Exports of one person in an organization that may be waiting or running. */
  exportsUnderWay: number;
  /** Hours that an export is kept. */
  exportHours: number;
}

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
  signedUrlSeconds: 300,
  ingestSessionHours: 24,
  exportsUnderWay: 5,
  exportHours: 72,
};
