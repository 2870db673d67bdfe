import type { ItemType } from '#prisma/client/enums.ts';
import { AudioContent } from './audio.ts';
import { DocumentContent } from './document.ts';
import { FileContent } from './file.ts';
import { ImageContent } from './image.ts';
import { TableContent } from './table.ts';
import { TextContent } from './text.ts';
import { VideoContent } from './video.ts';

/** GraphQL type of the content for each item type. Importing this list also loads the types. */
export const contents = {
  IMAGE: ImageContent,
  VIDEO: VideoContent,
  AUDIO: AudioContent,
  TEXT: TextContent,
  DOCUMENT: DocumentContent,
  TABLE: TableContent,
  FILE: FileContent,
} satisfies Record<ItemType, object>;
