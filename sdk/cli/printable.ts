import { showInvisible } from '#formats/show-invisible.ts';

export { showInvisible as printable, showInvisibleJson as printableJson } from '#formats/show-invisible.ts';

/** Returns lines that the command wrote itself, with text of somebody else in them. Keeps their ends. */
export function printableLines(text: string): string {
  return text.split('\n').map(showInvisible).join('\n');
}
