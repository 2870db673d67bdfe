import { contentTypeOfName, type ItemTypeOfFile, itemTypeOfContentType } from '#formats/content-types.ts';

export type ItemType = ItemTypeOfFile;

/** The media type that a file's name suggests; bytes of no known kind without one. */
export const contentTypeOf = contentTypeOfName;

/** The kind of item that a file of this media type is the content of. */
export const itemTypeOf = itemTypeOfContentType;
