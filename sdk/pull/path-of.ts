import mime from 'mime';

/**
 * Maximum bytes of a path segment. Leaves room for the digest and the extension in the 255 bytes that file systems
 * accept.
 */
const longestSegment = 180;
/** Matches names that stand for devices on Windows, with or without an extension. */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])\s*(\.|$)/i;
/**
 * Matches characters that other systems refuse, that change the direction of a text, or that have no width. Includes
 * control characters.
 */
const special = /[\p{Cc}<>:"|?*\\%\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

export interface NamedAsset {
  sha256: string;
  contentType: string;
  filename: string | null;
}

/**
 * Returns the path of a file within the folder: `assets/<key>.<start of the digest>.<extension>`. For any key, the
 * path is valid on every system and never leads out of the folder. Two files share a path only if their bytes are
 * equal.
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
  // Cutting may leave a dot or a space at the end, which Windows would drop.
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
