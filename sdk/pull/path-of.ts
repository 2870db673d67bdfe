import mime from 'mime';

/**
 * Maximum length of a path segment in bytes. File systems accept 255 bytes, and the digest and extension need some of
 * them.
 */
const longestSegment = 180;
/** Pattern of the names of devices on Windows, which cannot be filenames, with or without an extension. */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])\s*(\.|$)/i;
/**
 * Pattern of characters that some operating systems reject, control characters, and characters that are invisible or
 * change the text direction.
 */
const special = /[\p{Cc}<>:"|?*\\%\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

export interface NamedAsset {
  sha256: string;
  contentType: string;
  filename: string | null;
}

/**
 * Returns the path of a file in the folder: `assets/<key>.<start of the digest>.<extension>`. For any key, the path is
 * valid on every operating system and never leads out of the folder. Two files have the same path only if their bytes
 * are equal.
 */
export function pathOf(key: string, { sha256, contentType, filename }: NamedAsset): string {
  const segments = key.split('/').filter((segment) => segment !== '');
  const extension = /\.([a-z0-9]{1,10})$/i.exec(filename ?? '')?.[1] ?? mime.getExtension(contentType) ?? 'bin';
  const safe = segments.map(safeSegment);
  const last = safe.pop() ?? 'item';
  const stem = last.toLowerCase().endsWith(`.${extension.toLowerCase()}`) ? last.slice(0, -extension.length - 1) : last;
  return ['assets', ...safe, `${stem}.${sha256.slice(0, 12)}.${extension}`].join('/');
}

function safeSegment(segment: string): string {
  const escaped = segment
    .replaceAll(special, (character) => encodeURIComponent(character))
    .replaceAll('*', '%2A')
    .replace(/^\.+/, (dots) => '%2E'.repeat(dots.length))
    .replace(/[. ]+$/, (ending) => Array.from(ending, (character) => (character === '.' ? '%2E' : '%20')).join(''));
  // Windows removes a dot or a space at the end of a name, which cutting can produce.
  const cut = startOf(escaped).replace(/[. ]+$/, '_');
  return reserved.test(cut) ? `_${cut}` : cut;
}

function startOf(text: string): string {
  let start = '';
  let byteSize = 0;
  for (const character of text) {
    byteSize += Buffer.byteLength(character);
    if (byteSize > longestSegment) break;
    start += character;
  }
  return start;
}
