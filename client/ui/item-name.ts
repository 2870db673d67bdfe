import { showInvisible } from '#formats/show-invisible.ts';

/** Returns the display name of an item: its title, or its key if the title is missing or blank. */
export function nameOfItem({ title, key }: { title?: string | null | undefined; key: string }): string {
  return showInvisible(title?.trim() ? title : key);
}
