import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { contentTypeOfFile, needsBytes } from '#formats/content-type-of-file.ts';
import { contentTypeOfName } from '#formats/content-types.ts';
import { type Folder, locate } from './folder.ts';

/**
 * Returns the content type of a file in a folder, from its name. Reads the first bytes of the file if its name allows
 * several types.
 */
export function contentTypeIn(folder: Folder, path: string): string {
  if (!needsBytes(path)) return contentTypeOfName(path);
  try {
    const file = openSync(locate(folder, path), 'r');
    try {
      const read = (offset: number, length: number) => {
        const bytes = Buffer.alloc(length);
        return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
      };
      return contentTypeOfFile(path, { byteSize: fstatSync(file).size, read });
    } finally {
      closeSync(file);
    }
  } catch {
    return contentTypeOfName(path); // Hashing reports that the file cannot be read.
  }
}
