import { detectEncoding } from './detect-encoding.ts';

/** Source from which the encoding of a text is known. */
export type EncodingSource = 'BYTE_ORDER_MARK' | 'DECLARED' | 'UTF_16' | 'UTF_8' | 'DETECTED';

export interface DecodedText {
  /** Decoded text, in which each line ends with `\n` or `\r\n`. */
  text: string;
  /** Label of the encoding in the WHATWG Encoding Standard, in lower case, such as `windows-1253`. */
  encoding: string;
  source: EncodingSource;
  /** Declared `charset`, if the bytes are invalid in it. */
  wrongCharset?: string;
}

type Found = Omit<DecodedText, 'wrongCharset'>;

/** The mark of UTF-32LE must be tested first, because it begins with the mark of UTF-16LE. */
const byteOrderMarks: [string, number[]][] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * Maximum fraction of control characters in a text. A short text may contain one, because a single NUL does not make a
 * file binary.
 */
const maxControlShare = 0.02;
const shortTextLength = 16;

function maxControls(length: number): number {
  return Math.max(length >= shortTextLength ? 1 : 0, length * maxControlShare);
}

/**
 * Decodes the bytes of a text file, whose last character may be incomplete. Returns null if the bytes are not text.
 *
 * Tries these sources of the encoding in order: a byte order mark, the `charset` of the content type or of an XML
 * declaration, UTF-16, ISO-2022-JP, UTF-8, detection.
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

/** Returns the `charset` parameter of a content type in lower case, or null. */
export function charsetOf(contentType: string): string | null {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1];
  return charset?.toLowerCase() ?? null;
}

function xmlEncodingOf(bytes: Uint8Array): string | null {
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  return /^<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1]?.toLowerCase() ?? null;
}

/**
 * Returns whether bytes are UTF-8, although their declaration names UTF-16.
 *
 * Some programs declare the encoding that they use in memory, but write UTF-8. Real UTF-16 can be recognized: Latin
 * text contains zero bytes, and other text is invalid UTF-8.
 */
function isUtf16InName(label: string, bytes: Uint8Array): boolean {
  return label.startsWith('utf-16') && !bytes.includes(0) && checked(decodeIfFits('utf-8', bytes, 'UTF_8')) !== null;
}

/** Decodes bytes in the given encoding. Returns null if the encoding does not exist or the bytes are invalid in it. */
function decodeIfFits(label: string, bytes: Uint8Array, source: EncodingSource): Found | null {
  try {
    const decoder = new TextDecoder(label, { fatal: true });
    return { text: decoder.decode(bytes, { stream: true }), encoding: decoder.encoding, source };
  } catch {
    return null;
  }
}

/** Returns whether the first bytes of a file are text in UTF-16, or in UTF-32 with a byte order mark. */
export function isUtf16Or32(bytes: Uint8Array): boolean {
  const isMarked = byteOrderMarks.some(
    ([label, mark]) => label !== 'utf-8' && mark.every((byte, index) => bytes[index] === byte),
  );
  return isMarked || decodeUtf16(bytes) !== null;
}

/**
 * Decodes UTF-16 without a byte order mark. It is recognized by zero bytes: Latin letters, spaces and line ends have
 * one zero byte of two.
 */
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
  // Some zero bytes in valid UTF-8 do not make it UTF-16.
  if (even + odd <= maxControls(sample.length) && decodeIfFits('utf-8', sample, 'UTF_8')) return null;
  return checked(decodeIfFits(odd > even ? 'utf-16le' : 'utf-16be', bytes, 'UTF_16'));
}

/**
 * Decodes ISO-2022-JP, a 7-bit encoding of Japanese mails and old web pages. Its bytes are also valid UTF-8, so it is
 * recognized by its escape sequences.
 */
function decodeEscaped(bytes: Uint8Array): Found | null {
  const sample = String.fromCharCode(...bytes.subarray(0, 4_096));
  return sample.includes('\x1b$B') || sample.includes('\x1b$@') ? decodeIfFits('iso-2022-jp', bytes, 'DETECTED') : null;
}

/**
 * Decodes bytes whose last character may be incomplete, which the option `stream` allows. Without it, Node 20 also
 * decodes windows-1252 as Latin-1.
 */
function decodeAs(encoding: string, bytes: Uint8Array): string {
  if (encoding.startsWith('utf-32')) return decodeUtf32(bytes, encoding === 'utf-32le');
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}

/** Decodes UTF-32, which `TextDecoder` does not support. Omits the byte order mark, as `TextDecoder` does. */
function decodeUtf32(bytes: Uint8Array, isLittleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const characters: string[] = [];
  for (let at = 4; at + 4 <= bytes.byteLength; at += 4) {
    const code = view.getUint32(at, isLittleEndian);
    const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    characters.push(String.fromCodePoint(isCharacter ? code : 0xfffd));
  }
  return characters.join('');
}

function checked(found: Found | null): Found | null {
  if (!found || countControls(found.text) > maxControls(found.text.length)) return null;
  return { ...found, text: normalizeLineEnds(found.text) };
}

/**
 * Replaces NEL, and CR without LF, by LF. The length must not change, because annotations contain character offsets.
 */
function normalizeLineEnds(text: string): string {
  return /\r(?!\n)|\u0085/.test(text) ? text.replaceAll(/\r(?!\n)|\u0085/g, '\n') : text;
}

/**
 * Returns whether bytes contain too many control characters for a text. Control characters have the same bytes in all
 * detected encodings except UTF-16.
 */
export function looksBinary(bytes: Uint8Array): boolean {
  let count = 0;
  for (const byte of bytes) if (isControl(byte)) count += 1;
  return count > maxControls(bytes.length);
}

function countControls(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) if (isControl(text.charCodeAt(index))) count += 1;
  return count;
}

/**
 * Returns whether a character is a control character that does not occur in texts. Tabs, line ends and ESC (for
 * colours) can occur.
 */
function isControl(code: number): boolean {
  return code < 9 || (code > 13 && code < 27) || (code > 27 && code < 32) || code === 127 || code === 0xfffd;
}
