import { showInvisible } from '#formats/show-invisible.ts';

export { showInvisible as printable, showInvisibleJson as printableJson } from '#formats/show-invisible.ts';

/** Makes lines of the command printable that contain text from other users. Keeps the line ends. */
export function printableLines(text: string): string {
  return text.split('\n').map(showInvisible).join('\n');
}
