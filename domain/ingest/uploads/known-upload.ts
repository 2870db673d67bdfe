import type { UploadState } from '#prisma/client/enums.ts';
import type { DeclaredFile } from './declared-file.ts';

/** What a session has of a file. */
export interface KnownUpload {
  id: string;
  sha256: string;
  contentType: string;
  byteSize: bigint;
  state: UploadState;
  objectKey: string;
  multipartId: string | null;
  /** Set once the file is sent in parts; without a multipart id beside it they have been joined. */
  partSize: bigint | null;
}

/** Verified bytes of an organization. */
export interface StoredAsset {
  id: string;
  sha256: string;
  contentType: string;
  byteSize: bigint;
}

export type Content = Pick<DeclaredFile, 'sha256' | 'contentType'>;

/** By what a session tells files apart: their bytes, and what they are taken for. */
export function contentOf({ sha256, contentType }: Content): string {
  return `${sha256} ${contentType}`;
}
