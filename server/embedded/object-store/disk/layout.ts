import { join } from 'node:path';

/** The folders of a store: what is stored, what is being written, and the parts of multipart uploads. */
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

/** Where a part is, before and after the parts of its upload are joined. */
export function partPath(layout: Layout, uploadId: string, partNumber: number): string {
  return join(layout.multipart, uploadId, String(partNumber).padStart(5, '0'));
}
