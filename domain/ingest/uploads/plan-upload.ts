import { InvalidInput } from '../../errors.ts';
import type { DeclaredFile } from './declared-file.ts';
import type { KnownUpload, StoredAsset } from './known-upload.ts';
import { newObjectKey } from './object-key.ts';

/** Decision for a declared file: its upload row and whether to write it, or an error. */
export type UploadPlan =
  | {
      file: DeclaredFile;
      state: 'EXPECTED' | 'VERIFIED';
      objectKey: string;
      assetId: string | null;
      /** Whether the row must be written to the database. */
      write: boolean;
      /** Earlier upload of the same file, whose object must be discarded. */
      discard: KnownUpload | null;
    }
  | { file: DeclaredFile; rejected: InvalidInput };

/**
 * Decides how to handle a declared file. `known` is the session's existing upload of the file. `asset` is the
 * organization's asset with the same bytes. A key with wrong bytes is not used again, because the store accepts only
 * one write per key.
 */
export function planUpload(
  file: DeclaredFile,
  path: string,
  known: KnownUpload | null,
  asset: StoredAsset | null,
): UploadPlan {
  if (asset && Number(asset.byteSize) !== file.byteSize) {
    return {
      file,
      rejected: new InvalidInput(
        `${path}.byteSize`,
        `The file with this SHA-256 has ${asset.byteSize} bytes. Correct the size or the SHA-256.`,
      ),
    };
  }
  if (asset) {
    const isSettled = known?.state === 'VERIFIED';
    return {
      file,
      state: 'VERIFIED',
      objectKey: isSettled ? known.objectKey : newObjectKey(),
      assetId: asset.id,
      write: !isSettled,
      discard: isSettled ? null : known,
    };
  }
  const isExpected = known?.state === 'EXPECTED' && Number(known.byteSize) === file.byteSize;
  return {
    file,
    state: 'EXPECTED',
    objectKey: isExpected ? known.objectKey : newObjectKey(),
    assetId: null,
    write: true,
    discard: isExpected ? null : known,
  };
}
