import type { Checksum } from '../payload/checksums.ts';

/** Metadata of an object, in the same file as its bytes. */
export interface ObjectMetadata {
  key: string;
  byteSize: number;
  /** The entity tag without quotes. */
  etag: string;
  modifiedAtMilliseconds: number;
  checksum: Checksum | null;
  /** Headers of the upload that are returned with the object, such as `content-type` and `x-amz-meta-*`. */
  headers: Record<string, string>;
  /** Parts of an object from a multipart upload: their numbers and sizes, in the folder of that upload. */
  parts?: { uploadId: string; numbers: number[]; byteSizes: number[] };
}
