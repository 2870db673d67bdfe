const control = /\p{Cc}/u;

/** Returns whether PostgreSQL can store a text: it contains neither U+0000 nor an unpaired surrogate. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** Returns whether a text contains control characters (Unicode category Cc). */
export function hasControlCharacters(text: string): boolean {
  return control.test(text);
}

/** Returns the JSON pointer (RFC 6901) that consists of these steps. */
export function pointerTo(...steps: (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Returns whether a text has more than `byteSize` bytes in UTF-8. */
export function isLongerThan(text: string, byteSize: number): boolean {
  if (text.length > byteSize) return true;
  return text.length * 3 > byteSize && new TextEncoder().encode(text).byteLength > byteSize;
}
