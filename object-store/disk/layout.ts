import { join } from 'node:path';

/** The folders of a store: its objects, the files being written, and the parts of multipart uploads. */
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

/** Returns the path of a part, which is the same before and after the parts of its upload are joined. */
export function partPath(layout: Layout, uploadId: string, partNumber: number): string {
  return join(layout.multipart, uploadId, String(partNumber).padStart(5, '0'));
}
