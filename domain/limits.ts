/** The limits a caller can meet, each answered with a typed error that names it. */
export interface Limits {
  /** Items, edges or rows a page may hold. */
  pageSize: number;
  /** Items and edges on a page when nothing is asked. */
  defaultPageSize: number;
  /** Ids in one `nodes` query. */
  nodes: number;
  /** Files in one `requestUploads` call. */
  uploadsPerCall: number;
  /** Bytes of a file sent by a single PUT; larger files go in parts. */
  singlePutByteSize: number;
  /** Bytes of one file, however it is sent. */
  fileByteSize: number;
  /** Items given inline to `publishIngestSession`. */
  inlineItems: number;
  /** Lines of a manifest file. */
  manifestLines: number;
  /** Bytes of one manifest line. */
  manifestLineByteSize: number;
  /** Seconds a caller waits for a publish, before a worker goes on with it. */
  publishSeconds: number;
  /** Seconds an upload URL lives. */
  uploadUrlSeconds: number;
  /** Seconds a signed URL for viewing lives at most, 60–300. */
  signedUrlSeconds: number;
  /** Hours an ingest session lives without activity. */
  ingestSessionHours: number;
  /** Exports of one person that may be waiting or under way in an organization. */
  exportsUnderWay: number;
  /** Hours an export is kept. */
  exportHours: number;
}

export const defaultLimits: Limits = {
  pageSize: 100,
  defaultPageSize: 20,
  nodes: 100,
  uploadsPerCall: 500,
  singlePutByteSize: 64 * 1024 ** 2,
  fileByteSize: 5 * 1024 ** 4,
  inlineItems: 500,
  manifestLines: 5_000_000,
  manifestLineByteSize: 1024 ** 2,
  publishSeconds: 5,
  uploadUrlSeconds: 900,
  signedUrlSeconds: 300,
  ingestSessionHours: 24,
  exportsUnderWay: 5,
  exportHours: 72,
};
