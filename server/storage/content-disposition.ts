const maxNameByteSize = 180;
const maxExtensionByteSize = 20;

/**
 * Returns a `Content-Disposition` header (RFC 6266) with a file name. The name is made safe for a header and for a
 * disk. Older clients get a similar ASCII name, all others the full name.
 */
export function contentDisposition(kind: 'inline' | 'attachment', filename: string): string {
  const name = safeName(filename);
  const ascii = name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^\x20-\x7e]/gu, '_')
    .replace(/["\\%]/g, '_');
  // Uses an underscore if the ASCII name is empty, as for a name of combining marks.
  return `${kind}; filename="${ascii || '_'}"; filename*=UTF-8''${encodeExtended(name)}`;
}

function safeName(filename: string): string {
  const name = filename
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .normalize('NFC')
    // Removes control characters, line ends and marks that change the direction of text.
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '_')
    .trim()
    .replace(/^\.+/, '_')
    .replace(/[. ]+$/, '');
  return name === '' ? 'download' : shorten(name);
}

/** Shortens a name without cutting a character, and keeps its extension. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= maxNameByteSize) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && Buffer.byteLength(name.slice(dot)) <= maxExtensionByteSize ? name.slice(dot) : '';
  let byteSize = Buffer.byteLength(extension);
  let stem = '';
  for (const character of name) {
    byteSize += Buffer.byteLength(character);
    if (byteSize > maxNameByteSize) break;
    stem += character;
  }
  return stem + extension;
}

/** Encodes by RFC 8187: percent-encoded UTF-8. */
function encodeExtended(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
