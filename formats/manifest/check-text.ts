const control = /\p{Cc}/u;

/** Whether PostgreSQL can store a text: no U+0000, no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** Whether a text has control characters (Unicode category Cc). */
export function hasControlCharacters(text: string): boolean {
  return control.test(text);
}

/** A step of a JSON pointer (RFC 6901). */
export function pointerTo(...steps: (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Whether a text has more than so many bytes in UTF-8. */
export function isLongerThan(text: string, byteSize: number): boolean {
  if (text.length > byteSize) return true;
  return text.length * 3 > byteSize && new TextEncoder().encode(text).byteLength > byteSize;
}
