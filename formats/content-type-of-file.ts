import { contentTypeOfName, extensionOf } from './content-types.ts';
import { contentTypeOfBytes, signatureByteSize } from './signatures.ts';

/** File from which ranges of bytes can be read. */
export interface ReadableFile {
  byteSize: number;
  /** Returns at most `length` bytes from an offset on. Returns fewer at the end of the file. */
  read(offset: number, length: number): Uint8Array;
}

/** Content types of extensions that have two meanings. The first bytes of a file decide between the meanings. */
export const secondMeanings: Readonly<Record<string, string>> = {
  ts: 'video/mp2t',
  mts: 'video/mp2t',
  ogg: 'video/ogg',
};

/** Content types of video containers, each with the content type of a file that contains only sound. */
export const soundAlone: Readonly<Record<string, string>> = {
  'video/mp4': 'audio/mp4',
  'video/quicktime': 'audio/mp4',
  'video/3gpp': 'audio/mp4',
  'video/3gpp2': 'audio/mp4',
  'video/webm': 'audio/webm',
  'video/x-matroska': 'audio/x-matroska',
};

/** Prefixes of the codec ids in a Matroska file, by the kind of track (RFC 9559, 27.1). */
export const matroskaCodecs = {
  PICTURE: [
    'V_VP',
    'V_AV1',
    'V_MPEG',
    'V_THEORA',
    'V_MS',
    'V_REAL',
    'V_UNCOMPRESSED',
    'V_QUICKTIME',
    'V_PRORES',
    'V_FFV1',
  ],
  SOUND: ['A_OPUS', 'A_VORBIS', 'A_AAC', 'A_MPEG', 'A_FLAC', 'A_PCM', 'A_AC3', 'A_EAC3', 'A_DTS', 'A_ALAC', 'A_MS'],
} as const satisfies Record<TrackKind, readonly string[]>;

type TrackKind = 'PICTURE' | 'SOUND';

/** Returns the content type of a file, from its name. Reads its first bytes if the name allows several types. */
export function contentTypeOfFile(path: string, file: ReadableFile): string {
  const named = contentTypeOfName(path);
  const second = secondMeanings[extensionOf(path)];
  if (second) return contentTypeOfBytes(file.read(0, signatureByteSize)) === second ? second : named;
  const alone = soundAlone[named];
  if (!alone) return named;
  const kinds = alone === 'audio/mp4' ? kindsInBoxes(file) : kindsInMatroska(file);
  return kinds.has('SOUND') && !kinds.has('PICTURE') ? alone : named;
}

/** Returns whether the content type of a file depends on its bytes. */
export function needsBytes(path: string): boolean {
  return extensionOf(path) in secondMeanings || contentTypeOfName(path) in soundAlone;
}

const maxBoxes = 1_000;
const handlers: Readonly<Record<string, TrackKind>> = { vide: 'PICTURE', soun: 'SOUND' };

/** Returns the kinds of tracks in an ISO media file, from `moov/trak/mdia/hdlr` (ISO/IEC 14496-12, 8.4.3). */
function kindsInBoxes(file: ReadableFile): Set<TrackKind> {
  const kinds = new Set<TrackKind>();
  let boxes = 0;
  const walk = (from: number, to: number) => {
    for (let at = from; at + 8 <= to && boxes < maxBoxes; boxes += 1) {
      const head = Buffer.from(file.read(at, 20));
      if (head.length < 8) return;
      const type = head.toString('latin1', 4, 8);
      const shortSize = head.readUInt32BE(0);
      const isLong = shortSize === 1 && head.length >= 16;
      const size = isLong ? Number(head.readBigUInt64BE(8)) : shortSize === 0 ? to - at : shortSize;
      if (size < 8) return;
      if (type === 'moov' || type === 'trak' || type === 'mdia') walk(at + (isLong ? 16 : 8), Math.min(to, at + size));
      const kind = type === 'hdlr' ? handlers[head.toString('latin1', 16, 20)] : undefined;
      if (kind) kinds.add(kind);
      at += size;
    }
  };
  walk(0, file.byteSize);
  return kinds;
}

const matroskaHead = 65_536;

/** Returns the kinds of tracks in a Matroska or WebM file, from the codec ids in its first bytes. */
function kindsInMatroska(file: ReadableFile): Set<TrackKind> {
  const head = Buffer.from(file.read(0, matroskaHead)).toString('latin1');
  const kinds = Object.keys(matroskaCodecs) as TrackKind[];
  return new Set(kinds.filter((kind) => matroskaCodecs[kind].some((codec) => head.includes(codec))));
}
