import type { UploadState } from '#prisma/client/enums.ts';
import type { DeclaredFile } from './declared-file.ts';

/** An upload of a session, as stored. */
export interface KnownUpload {
  id: string;
  sha256: string;
  contentType: string;
  byteSize: bigint;
  state: UploadState;
  objectKey: string;
  multipartId: string | null;
  /** Set if the file is sent in parts. If there is then no multipart id, the parts have been joined. */
  partSize: bigint | null;
}

/** A verified asset of the organization. */
export interface StoredAsset {
  id: string;
  sha256: string;
  contentType: string;
  byteSize: bigint;
}

export type Content = Pick<DeclaredFile, 'sha256' | 'contentType'>;

/** Returns a text that identifies the content of a file within a session: its SHA-256 and its content type. */
export function contentOf({ sha256, contentType }: Content): string {
  return `${sha256} ${contentType}`;
}
