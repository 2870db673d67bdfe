import { AudioLines, File, FileText, Film, Image, type LucideIcon, ScrollText } from 'lucide-react';
import type { ItemType } from '../gql/graphql.ts';

const kinds: Record<ItemType, { one: string; many: string; Icon: LucideIcon }> = {
  IMAGE: { one: 'image', many: 'Images', Icon: Image },
  VIDEO: { one: 'video', many: 'Videos', Icon: Film },
  AUDIO: { one: 'audio', many: 'Audio', Icon: AudioLines },
  TEXT: { one: 'text', many: 'Texts', Icon: FileText },
  DOCUMENT: { one: 'document', many: 'Documents', Icon: ScrollText },
  FILE: { one: 'file', many: 'Files', Icon: File },
};

export const itemTypes = Object.keys(kinds).filter(isItemType);

export function isItemType(value: string): value is ItemType {
  return Object.hasOwn(kinds, value);
}

/** What a type is called in a URL and in a sentence. */
export const nameOfType = (type: ItemType): string => kinds[type].one;
export const titleOfType = (type: ItemType): string => kinds[type].many;

/** Reads a type from a URL, in any case; undefined when there is no such type. */
export function typeFromName(name: string): ItemType | undefined {
  const type = name.toUpperCase();
  return isItemType(type) ? type : undefined;
}

export function TypeIcon({ type, size = 14 }: { type: ItemType; size?: number }) {
  const { Icon } = kinds[type];
  return <Icon size={size} strokeWidth={1.75} aria-hidden />;
}
