import type { Checksum } from '../payload/checksums.ts';

/** Metadata of an object, stored in the same file as its bytes. */
export interface ObjectMetadata {
  key: string;
  byteSize: number;
  /** Entity tag (ETag) without quotes. */
  etag: string;
  modifiedAtMilliseconds: number;
  checksum: Checksum | null;
  /** Headers of the upload that downloads return, such as `content-type` and `x-amz-meta-*`. */
  headers: Record<string, string>;
  /**
   * Numbers and sizes of the parts, if the object comes from a multipart upload. Their files are in the folder of the
   * upload.
   */
  parts?: { uploadId: string; numbers: number[]; byteSizes: number[] };
}
