import type { ItemType } from '#prisma/client/enums.ts';
import { AudioContent } from './audio.ts';
import { DocumentContent } from './document.ts';
import { FileContent } from './file.ts';
import { ImageContent } from './image.ts';
import { TableContent } from './table.ts';
import { TextContent } from './text.ts';
import { VideoContent } from './video.ts';

/** The GraphQL type of content for each item type. The schema loads the types through this list. */
export const contents = {
  IMAGE: ImageContent,
  VIDEO: VideoContent,
  AUDIO: AudioContent,
  TEXT: TextContent,
  DOCUMENT: DocumentContent,
  TABLE: TableContent,
  FILE: FileContent,
} satisfies Record<ItemType, object>;
