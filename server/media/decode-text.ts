import { Unreadable } from './unreadable.ts';

const marks: [string, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * Reads text of unknown encoding: by its byte order mark, as UTF-8, or else as the Windows-1252 that old files are in.
 * The bytes may be the beginning of a file and end inside of a character.
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding = marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
  const text = encoding ? new TextDecoder(encoding).decode(bytes, { stream: true }) : decodeUnmarked(bytes);
  if (controlsIn(text) > text.length / 50) throw new Unreadable('The file is not text, whatever its type says.');
  // PostgreSQL keeps no NUL.
  return text.replaceAll('\0', '').toWellFormed();
}

function decodeUnmarked(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Control characters other than those that lay out text, from tab to carriage return, and escape. */
function controlsIn(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 9 || (code > 13 && code < 27)) count += 1;
  }
  return count;
}
