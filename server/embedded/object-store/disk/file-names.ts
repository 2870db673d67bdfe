import { hash } from 'node:crypto';

/*
 * A key becomes a file name of lower-case letters, digits and a few marks, so that no key, whatever is in it, names a
 * place outside its folder, meets another on a disk that ignores case or Unicode forms, or is a reserved name.
 */
const plain = '=';
const hashed = '~';
const maxNameLength = 200;

/** One of 256 folders, so that none gets too full, and the name in it. */
export function fileNameOf(key: string): { folder: string; name: string } {
  const digest = hash('sha256', key, 'hex');
  const escaped = [...Buffer.from(key)].map(escapeByte).join('');
  const name = escaped.length > maxNameLength ? hashed + digest : plain + escaped;
  return { folder: digest.slice(0, 2), name };
}

/** The key that a file name stands for; `null` when the name is a hash and only the file's metadata knows. */
export function keyOf(name: string): string | null {
  return name.startsWith(plain) ? decodeURIComponent(name.slice(plain.length)) : null;
}

export const folders = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'));

function escapeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[a-z0-9_-]/.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`;
}
