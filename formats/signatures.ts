/** Number of bytes at the beginning of a file that `contentTypeOfBytes` needs. */
export const signatureByteSize = 1_024;

type Test = (bytes: Uint8Array) => boolean;

/** Content types with the tests that recognize them by the first bytes. The first test that succeeds decides. */
const signatures: readonly (readonly [contentType: string, test: Test])[] = [
  ['image/jpeg', starts('\xff\xd8\xff')],
  ['image/apng', both(starts('\x89PNG\r\n\x1a\n'), (bytes) => includes(bytes.subarray(0, 256), 'acTL'))],
  ['image/png', starts('\x89PNG\r\n\x1a\n')],
  ['image/gif', either(starts('GIF87a'), starts('GIF89a'))],
  ['image/webp', both(starts('RIFF'), at(8, 'WEBP'))],
  ['audio/wav', both(either(starts('RIFF'), starts('RF64')), at(8, 'WAVE'))],
  ['video/x-msvideo', both(starts('RIFF'), at(8, 'AVI '))],
  ['image/tiff', either(starts('II*\0'), starts('MM\0*'), starts('II+\0'), starts('MM\0+'))],
  ['image/vnd.adobe.photoshop', starts('8BPS')],
  ['image/jp2', either(at(4, 'jP  \r\n\x87\n'), starts('\xff\x4f\xff\x51'))],
  ['image/jxl', either(starts('\xff\x0a'), at(4, 'JXL \r\n\x87\n'))],
  ['image/bmp', both(starts('BM'), at(6, '\0\0\0\0'))],
  ['image/qoi', starts('qoif')],
  ['image/x-exr', starts('v/1\x01')],
  ['image/avif', brand(/^av(if|is)/)],
  ['image/heic', brand(/^(hei[cxms]|hev[cxms])/)],
  ['image/heif', brand(/^(mif1|msf1)/)],
  ['image/x-canon-cr3', brand(/^crx /)],
  ['audio/mp4', brand(/^M4[AB] /)],
  [
    'video/quicktime',
    either(brand(/^qt {2}/), ...['moov', 'wide', 'mdat', 'free', 'skip', 'pnot'].map((box) => at(4, box))),
  ],
  ['video/3gpp', brand(/^3g[pegrs]/)],
  ['video/mp4', at(4, 'ftyp')],
  ['video/webm', both(starts('\x1a\x45\xdf\xa3'), (bytes) => includes(bytes.subarray(0, 64), 'webm'))],
  ['video/x-matroska', starts('\x1a\x45\xdf\xa3')],
  ['video/ogg', both(starts('OggS'), (bytes) => includes(bytes.subarray(0, 512), '\x80theora'))],
  ['audio/ogg', starts('OggS')],
  ['video/x-ms-asf', starts('\x30\x26\xb2\x75\x8e\x66\xcf\x11')],
  ['video/x-flv', starts('FLV\x01')],
  ['video/mpeg', either(starts('\0\0\x01\xba'), starts('\0\0\x01\xb3'))],
  ['video/mp2t', either(both(at(0, 'G'), at(188, 'G'), at(376, 'G')), both(at(4, 'G'), at(196, 'G'), at(388, 'G')))],
  ['audio/flac', starts('fLaC')],
  ['audio/aiff', both(starts('FORM'), either(at(8, 'AIFF'), at(8, 'AIFC')))],
  ['audio/x-caf', starts('caff')],
  ['audio/amr', starts('#!AMR')],
  ['audio/basic', starts('.snd')],
  ['audio/midi', starts('MThd')],
  ['audio/aac', (bytes) => bytes[0] === 0xff && (bytes[1]! & 0xf6) === 0xf0],
  ['audio/mpeg', either(starts('ID3'), isMpegAudioFrame)],
  ['application/pdf', (bytes) => includes(bytes.subarray(0, 1_024), '%PDF-')],
  ['application/rtf', starts('{\\rtf')],
  ['application/zip', either(starts('PK\x03\x04'), starts('PK\x05\x06'))],
  ['application/gzip', starts('\x1f\x8b')],
  ['application/x-bzip2', starts('BZh')],
  ['application/x-xz', starts('\xfd7zXZ\0')],
  ['application/zstd', starts('\x28\xb5\x2f\xfd')],
  ['application/x-7z-compressed', starts('7z\xbc\xaf\x27\x1c')],
  ['application/vnd.rar', starts('Rar!\x1a\x07')],
  ['application/msword', starts('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')],
  ['application/vnd.sqlite3', starts('SQLite format 3\0')],
  ['application/x-hdf5', starts('\x89HDF\r\n\x1a\n')],
  ['application/vnd.apache.parquet', starts('PAR1')],
  ['application/wasm', starts('\0asm')],
  [
    'image/svg+xml',
    (bytes) => /^\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)?(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/.test(latin1(bytes)),
  ],
];

/** Content types whose files always begin with a signature. */
const signed = new Set(signatures.map(([contentType]) => contentType));

/** Groups of content types with the same signature, or that programs often mix up without harm. */
const families: readonly ReadonlySet<string>[] = [
  new Set(['image/png', 'image/apng']),
  new Set(['image/heic', 'image/heif', 'image/avif']),
  new Set(['video/mp4', 'video/quicktime', 'video/3gpp', 'video/3gpp2', 'audio/mp4']),
  new Set(['video/webm', 'video/x-matroska', 'audio/webm', 'audio/x-matroska']),
  new Set(['video/ogg', 'audio/ogg']),
  new Set(['video/x-ms-asf', 'video/x-ms-wmv', 'audio/x-ms-wma']),
  new Set(['audio/mpeg', 'audio/aac']),
  new Set(['image/tiff', 'image/x-adobe-dng', 'image/x-canon-cr2', 'image/x-nikon-nef', 'image/x-sony-arw']),
  new Set(['application/gzip', 'image/svg+xml']),
];

/** Returns the content type that the first bytes of a file indicate. Returns null if they indicate none. */
export function contentTypeOfBytes(bytes: Uint8Array): string | null {
  return signatures.find(([, test]) => test(bytes))?.[0] ?? null;
}

/** Returns whether the first bytes of a file indicate another content type than the given one. */
export function contradicts(contentType: string, bytes: Uint8Array): boolean {
  const shown = contentTypeOfBytes(bytes);
  if (shown === null) return signed.has(contentType) && contentType !== 'audio/mpeg' && contentType !== 'image/svg+xml';
  if (shown === contentType || families.some((family) => family.has(shown) && family.has(contentType))) return false;
  // Office documents, EPUB and others are ZIP archives or compound files, so their first bytes do not contradict.
  const isContainer = /^application\/(zip|msword|gzip)$/.test(shown);
  return !(isContainer && !signed.has(contentType) && !/^(image|video|audio|text)\//.test(contentType));
}

/**
 * Returns whether bytes begin with an MPEG audio frame. Excludes FF FE. It can begin a rare Layer I frame, but is
 * usually the byte order mark of UTF-16.
 */
function isMpegAudioFrame(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] !== 0xfe && (bytes[1]! & 0xe6) > 0xe0;
}

function starts(text: string): Test {
  return at(0, text);
}

function at(offset: number, text: string): Test {
  return (bytes) => {
    if (bytes.length < offset + text.length) return false;
    for (let index = 0; index < text.length; index += 1)
      if (bytes[offset + index] !== text.charCodeAt(index)) return false;
    return true;
  };
}

/** Returns a test for an ISO media file whose brand matches the pattern. */
function brand(pattern: RegExp): Test {
  return (bytes) => at(4, 'ftyp')(bytes) && pattern.test(latin1(bytes.subarray(8, 12)));
}

function both(...tests: Test[]): Test {
  return (bytes) => tests.every((test) => test(bytes));
}

function either(...tests: Test[]): Test {
  return (bytes) => tests.some((test) => test(bytes));
}

function includes(bytes: Uint8Array, text: string): boolean {
  return latin1(bytes).includes(text);
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 1_024));
}
