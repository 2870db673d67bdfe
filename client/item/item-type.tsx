import { AudioLines, File, FileText, Film, Image, type LucideIcon, ScrollText, Table2 } from 'lucide-react';
import type { ItemType } from '../gql/graphql.ts';

const icons: Record<ItemType, LucideIcon> = {
  IMAGE: Image,
  VIDEO: Film,
  AUDIO: AudioLines,
  TEXT: FileText,
  DOCUMENT: ScrollText,
  TABLE: Table2,
  FILE: File,
};

export function TypeIcon({ type, size = 14 }: { type: ItemType; size?: number }) {
  const Icon = icons[type];
  return <Icon size={size} strokeWidth={1.75} aria-hidden />;
}
