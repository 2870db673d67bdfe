import type { Context } from '../context.ts';
import type { DomainError } from '../errors.ts';

export interface DeclaredFile {
  /** The caller's own name for the file, echoed in the answer. */
  clientRef: string;
  filename: string;
  contentType: string;
  byteSize: number;
  /** Lower-case hexadecimal. */
  sha256: string;
}

export type UploadAnswer =
  | {
      kind: 'UploadTarget';
      clientRef: string;
      method: string;
      url: string;
      headers: Record<string, string>;
      expiresAt: Date;
    }
  | {
      kind: 'MultipartUploadTarget';
      clientRef: string;
      uploadId: string;
      partByteSize: number;
      partCount: number;
      arrivedParts: number[];
      expiresAt: Date;
    }
  | { kind: 'AlreadyStored'; clientRef: string; sha256: string; byteSize: number; contentType: string }
  | { kind: 'UploadRejected'; clientRef: string; error: DomainError & { path?: string } };

/** Says for each file, in order, how its bytes are sent, that they are stored already, or why they cannot be. */
export async function requestUploads(
  _context: Pick<Context, 'db' | 'viewer' | 'storage' | 'limits'>,
  _input: { sessionId: string; files: readonly DeclaredFile[] },
): Promise<UploadAnswer[]> {
  throw new Error('Not there yet.');
}

export interface DeclaredPart {
  partNumber: number;
  byteSize: number;
  sha256: string;
}

/** Fresh URLs for parts of a multipart upload, in the order asked. */
export async function requestUploadParts(
  _context: Pick<Context, 'db' | 'viewer' | 'storage' | 'limits'>,
  _input: { uploadId: string; parts: readonly DeclaredPart[] },
): Promise<{ partNumber: number; url: string; headers: Record<string, string>; expiresAt: Date }[]> {
  throw new Error('Not there yet.');
}

/** Joins the parts of a multipart upload once all have arrived. Doing it again changes nothing. */
export async function completeMultipartUpload(
  _context: Pick<Context, 'db' | 'viewer' | 'storage' | 'limits'>,
  _input: { uploadId: string; parts: readonly DeclaredPart[] },
): Promise<{ sessionId: string }> {
  throw new Error('Not there yet.');
}
