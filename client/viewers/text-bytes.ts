/**
 * Returns where to cut bytes of a text, so that both sides can be decoded alone.
 *
 * Cuts after the last line end, or else at the border of a character. Encodings except UTF-8 and UTF-16 have no byte
 * 0x0A inside of characters.
 */
export function safeCut(bytes: Uint8Array, encoding: string): number {
  const isUtf16 = encoding.startsWith('utf-16');
  const lineEnd = isUtf16 ? lastUtf16LineEnd(bytes, encoding === 'utf-16le') : bytes.lastIndexOf(0x0a) + 1;
  if (lineEnd > 0) return lineEnd;
  const cut = isUtf16 ? utf16Border(bytes, encoding === 'utf-16le') : utf8Border(bytes, encoding);
  // A line end of two characters stays together.
  if (!isUtf16 && bytes[cut - 1] === 0x0d && cut > 1) return cut - 1;
  return cut > 0 ? cut : bytes.length;
}

function lastUtf16LineEnd(bytes: Uint8Array, isLittleEndian: boolean): number {
  const low = isLittleEndian ? 0 : 1;
  for (let at = bytes.length - (bytes.length % 2) - 2; at >= 0; at -= 2) {
    if (bytes[at + low] === 0x0a && bytes[at + 1 - low] === 0) return at + 2;
  }
  return 0;
}

function utf16Border(bytes: Uint8Array, isLittleEndian: boolean): number {
  const even = bytes.length - (bytes.length % 2);
  const high = bytes[even - (isLittleEndian ? 1 : 2)] ?? 0;
  return high >= 0xd8 && high <= 0xdb ? even - 2 : even;
}

function utf8Border(bytes: Uint8Array, encoding: string): number {
  if (encoding !== 'utf-8') return bytes.length;
  let at = bytes.length - 1;
  while (at > bytes.length - 4 && at > 0 && (bytes[at]! & 0xc0) === 0x80) at -= 1;
  const lead = bytes[at] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return at + length > bytes.length ? at : bytes.length;
}
