import { detectEncoding } from './detect-encoding.ts';

/** How the encoding of a text became known. */
export type EncodingSource = 'BYTE_ORDER_MARK' | 'DECLARED' | 'UTF_16' | 'UTF_8' | 'DETECTED';

export interface DecodedText {
  /** With `\n` or `\r\n` at the end of each line. */
  text: string;
  /** A label of the WHATWG Encoding Standard in lower case, such as `windows-1253`. */
  encoding: string;
  source: EncodingSource;
  /** The declared `charset`, if the bytes could not be read by it. */
  wrongCharset?: string;
}

type Found = Omit<DecodedText, 'wrongCharset'>;

const byteOrderMarks: [string, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** A text has at most this share of control characters. */
const maxControlShare = 0.02;

/**
 * Decodes the bytes of a text file: by its byte order mark, else by the `charset` of its content type or of its XML
 * declaration, else as UTF-16 or UTF-8, else by detection. The bytes may end inside a character. Returns null if they
 * are not text.
 */
export async function decodeText(bytes: Uint8Array, contentType = ''): Promise<DecodedText | null> {
  const marked = byteOrderMarks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
  if (marked) return checked({ text: decodeAs(marked, bytes), encoding: marked, source: 'BYTE_ORDER_MARK' });

  const label = charsetOf(contentType) ?? xmlEncodingOf(bytes);
  const declared = label === null || isUtf16InName(label, bytes) ? null : decodeIfFits(label, bytes, 'DECLARED');
  const found = checked(
    declared ?? decodeUtf16(bytes) ?? decodeEscaped(bytes) ?? decodeIfFits('utf-8', bytes, 'UTF_8'),
  );
  if (found) return declared || label === null ? found : { ...found, wrongCharset: label };
  if (looksBinary(bytes)) return null;

  const encoding = await detectEncoding(bytes);
  const detected = checked({ text: decodeAs(encoding, bytes), encoding, source: 'DETECTED' });
  return detected && label !== null ? { ...detected, wrongCharset: label } : detected;
}

/** The `charset` parameter of a content type, in lower case. Null if it has none. */
export function charsetOf(contentType: string): string | null {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1];
  return charset?.toLowerCase() ?? null;
}

function xmlEncodingOf(bytes: Uint8Array): string | null {
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  return /^<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1]?.toLowerCase() ?? null;
}

/**
 * Whether bytes are UTF-8 that is declared to be UTF-16, as programs write that take a declaration for the encoding of their
 * strings. Latin text in UTF-16 has zeros, other text is not valid UTF-8.
 */
function isUtf16InName(label: string, bytes: Uint8Array): boolean {
  return label.startsWith('utf-16') && !bytes.includes(0) && checked(decodeIfFits('utf-8', bytes, 'UTF_8')) !== null;
}

/** Null if there is no such encoding, or the bytes are not valid in it. */
function decodeIfFits(label: string, bytes: Uint8Array, source: EncodingSource): Found | null {
  try {
    const decoder = new TextDecoder(label, { fatal: true });
    return { text: decoder.decode(bytes, { stream: true }), encoding: decoder.encoding, source };
  } catch {
    return null;
  }
}

/** Whether the first bytes of a file are text in UTF-16, with a byte order mark or without. */
export function isUtf16(bytes: Uint8Array): boolean {
  const isMarked = byteOrderMarks.some(
    ([label, mark]) => label !== 'utf-8' && mark.every((byte, index) => bytes[index] === byte),
  );
  return isMarked || decodeUtf16(bytes) !== null;
}

/** UTF-16 without a byte order mark: every second byte of Latin text, spaces and line ends is zero. */
function decodeUtf16(bytes: Uint8Array): Found | null {
  const sample = bytes.subarray(0, 4_096);
  const zeros = [0, 0];
  for (let index = 0; index < sample.length; index += 1) if (sample[index] === 0) zeros[index % 2]! += 1;
  const [even = 0, odd = 0] = zeros;
  if (
    Math.max(even, odd) === 0 ||
    Math.max(even, odd) < sample.length / 40 ||
    Math.min(even, odd) > Math.max(even, odd) / 20
  )
    return null;
  return checked(decodeIfFits(odd > even ? 'utf-16le' : 'utf-16be', bytes, 'UTF_16'));
}

/** Japanese of mails and old web pages. It has 7 bits and is valid UTF-8, but shows its character sets by sequences. */
function decodeEscaped(bytes: Uint8Array): Found | null {
  const sample = String.fromCharCode(...bytes.subarray(0, 4_096));
  return sample.includes('\x1b$B') || sample.includes('\x1b$@') ? decodeIfFits('iso-2022-jp', bytes, 'DETECTED') : null;
}

/** With `stream`: Node 20 decodes windows-1252 as Latin-1 otherwise. Also, the bytes may end inside a character. */
function decodeAs(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}

function checked(found: Found | null): Found | null {
  if (!found || countControls(found.text) > found.text.length * maxControlShare) return null;
  return { ...found, text: normalizeLineEnds(found.text) };
}

/** Replaces a CR alone and NEL by LF. Keeps the length, as annotations count characters. */
function normalizeLineEnds(text: string): string {
  return /\r(?!\n)|\u0085/.test(text) ? text.replaceAll(/\r(?!\n)|\u0085/g, '\n') : text;
}

/** Control characters are the same bytes in every encoding that is detected, other than UTF-16. */
function looksBinary(bytes: Uint8Array): boolean {
  let count = 0;
  for (const byte of bytes) if (isControl(byte)) count += 1;
  return count > bytes.length * maxControlShare;
}

function countControls(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) if (isControl(text.charCodeAt(index))) count += 1;
  return count;
}

/** Whether a character is a control character that texts do not have. They have tabs, line ends and the ESC of colours. */
function isControl(code: number): boolean {
  return code < 9 || (code > 13 && code < 27) || (code > 27 && code < 32) || code === 127 || code === 0xfffd;
}
