import { hash } from 'node:crypto';

/*
 * A key becomes a file name of lower-case letters, digits and a few marks. Therefore no key can name a path outside its
 * folder or a reserved name. Two keys never share a name, even on a disk that ignores case or Unicode forms.
 */
const plain = '=';
const hashed = '~';
const maxNameLength = 200;

/** Returns the filename for a key, and its folder. There are 256 folders, to limit the number of files in each. */
export function fileNameOf(key: string): { folder: string; name: string } {
  const digest = hash('sha256', key, 'hex');
  const escaped = [...Buffer.from(key)].map(escapeByte).join('');
  const name = escaped.length > maxNameLength ? hashed + digest : plain + escaped;
  return { folder: digest.slice(0, 2), name };
}

/**
 * Returns the key in a filename. Returns `null` if the filename is a hash. The key is then only in the metadata of the
 * file.
 */
export function keyOf(name: string): string | null {
  return name.startsWith(plain) ? decodeURIComponent(name.slice(plain.length)) : null;
}

export const folders = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'));

function escapeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[a-z0-9_-]/.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`;
}
