/** Returns whether a text has only ASCII characters. Such a text is in all normal forms. */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}
