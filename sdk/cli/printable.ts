import { showInvisible } from '#formats/show-invisible.ts';

export { showInvisible as printable, showInvisibleJson as printableJson } from '#formats/show-invisible.ts';

/** Escapes invisible characters in a text, but keeps its line ends. The text may come from other users. */
export function printableLines(text: string): string {
  return text.split('\n').map(showInvisible).join('\n');
}
