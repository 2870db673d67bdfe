import type { Checksum } from '../payload/checksums.ts';

/** What is kept about an object, in the same file as its bytes. */
export interface ObjectMetadata {
  key: string;
  byteSize: number;
  /** Without quotes. */
  etag: string;
  modifiedAtMilliseconds: number;
  checksum: Checksum | null;
  /** Headers given at upload and served again, such as `content-type` and `x-amz-meta-*`. */
  headers: Record<string, string>;
  /** Where the bytes are when they came in parts: sizes by part number in the folder of that upload. */
  parts?: { uploadId: string; numbers: number[]; byteSizes: number[] };
}
