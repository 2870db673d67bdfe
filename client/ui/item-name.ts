import { showInvisible } from '#formats/show-invisible.ts';

/** Returns the text by which people know an item: its title, or its key if that is missing or blank. */
export function nameOfItem({ title, key }: { title?: string | null | undefined; key: string }): string {
  return showInvisible(title?.trim() ? title : key);
}
