import type { UploadState } from '#prisma/client/enums.ts';
import type { DeclaredFile } from './declared-file.ts';

/** The row of a session for a file. */
export interface KnownUpload {
  id: string;
  sha256: string;
  contentType: string;
  byteSize: bigint;
  state: UploadState;
  objectKey: string;
  multipartId: string | null;
  /** Set once the file is sent in parts. If it has no multipart id, the parts have been joined. */
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

/** Returns the identity of a file within a session: its bytes and its content type. */
export function contentOf({ sha256, contentType }: Content): string {
  return `${sha256} ${contentType}`;
}
