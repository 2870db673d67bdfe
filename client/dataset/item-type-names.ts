import type { ItemType } from '../gql/graphql.ts';

const names: Record<ItemType, { one: string; many: string }> = {
  IMAGE: { one: 'image', many: 'Images' },
  VIDEO: { one: 'video', many: 'Videos' },
  AUDIO: { one: 'audio', many: 'Audio' },
  TEXT: { one: 'text', many: 'Texts' },
  DOCUMENT: { one: 'document', many: 'Documents' },
  FILE: { one: 'file', many: 'Files' },
};

export function isItemType(value: string): value is ItemType {
  return Object.hasOwn(names, value);
}

/** Returns the name of a type in a URL and in a sentence. */
export const nameOfType = (type: ItemType): string => names[type].one;
export const titleOfType = (type: ItemType): string => names[type].many;

/** Reads a type from a URL, in upper or lower case. Undefined for unknown types. */
export function typeFromName(name: string): ItemType | undefined {
  const type = name.toUpperCase();
  return isItemType(type) ? type : undefined;
}
