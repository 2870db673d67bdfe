/** Returns whether a text consists only of ASCII characters. Such a text is the same in all Unicode normal forms. */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}
