const pattern = /^[0-9a-f]{64}$/;

/** Returns whether a text is a SHA-256 in lower-case hexadecimal. */
export function isSha256(text: string): boolean {
  return pattern.test(text);
}
