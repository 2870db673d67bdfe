import { join } from 'node:path';

/** Folders of a store: for objects, for files that are being written, and for the parts of multipart uploads. */
export interface Layout {
  objects: string;
  drafts: string;
  multipart: string;
}

export function layoutOf(directory: string): Layout {
  return {
    objects: join(directory, 'objects'),
    drafts: join(directory, 'drafts'),
    multipart: join(directory, 'multipart'),
  };
}

/** Returns the path of a part. It stays the same after the parts of the upload are joined. */
export function partPath(layout: Layout, uploadId: string, partNumber: number): string {
  return join(layout.multipart, uploadId, String(partNumber).padStart(5, '0'));
}
