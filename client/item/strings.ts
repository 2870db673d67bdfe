import type { ItemType } from '../gql/graphql.ts';

/** UI strings about items. They are part of the first load. */

export const types: Record<ItemType, string> = {
  IMAGE: 'Images',
  VIDEO: 'Videos',
  AUDIO: 'Audio',
  TEXT: 'Texts',
  DOCUMENT: 'Documents',
  TABLE: 'Tables',
  FILE: 'Files',
};
