import { essenceOf } from '#formats/content-type.ts';
import * as strings from './strings.ts';

/** Facts about a film or sound that are known before loading it. */
export interface MediaFacts {
  contentType: string;
  /** Codecs by RFC 6381, or by other names. Null until the server has examined the file. */
  codecs: readonly string[] | null;
}

export type Playability = { canPlay: true; isSilent: boolean } | { canPlay: false; reason: string };

/** Asks the browser about a content type. Usually `HTMLMediaElement.canPlayType`. Tests replace it. */
export type CanPlayType = (contentType: string) => string;

/** Containers that browsers play although `canPlayType` rejects their names. */
const playedUnderAnotherName = new Set([
  'video/quicktime',
  'video/x-matroska',
  'video/x-m4v',
  'audio/x-m4a',
  'audio/x-wav',
  'audio/wav',
  'audio/x-flac',
  'audio/x-matroska',
]);
const containers = ['video/mp4', 'video/webm', 'audio/mp4', 'audio/webm', 'video/ogg', 'audio/ogg'];
const audioCodec =
  /^(mp4a|mp3|aac|opus|vorbis|flac|fLaC|alac|ac-?3|ec-?3|e-?ac-?3|pcm|dts|wma|amr|samr|sowt|speex|1$)/i;
/** Returns whether the browser can play a file, or the reason why not. Without facts, assumes that it can. */
export function canPlay({ contentType, codecs }: MediaFacts, ask: CanPlayType): Playability {
  const type = essenceOf(contentType);
  if (!ask(type) && !playedUnderAnotherName.has(type)) {
    return { canPlay: false, reason: strings.unplayedType(type) };
  }
  const isPlayed = (codec: string) =>
    // A container supports the uncompressed sound that it was made for.
    /^pcm|^1$/.test(codec) || [type, ...containers].some((container) => ask(`${container}; codecs="${codec}"`) !== '');
  const unplayed = (codecs ?? []).filter((codec) => !isPlayed(codec));
  const isFilm = type.startsWith('video/');
  const blocking = isFilm ? unplayed.find((codec) => !audioCodec.test(codec)) : unplayed[0];
  if (blocking !== undefined) {
    const codec = nameOfCodec(blocking);
    return { canPlay: false, reason: isFilm ? strings.unplayedVideo(codec) : strings.unplayedAudio(codec) };
  }
  return { canPlay: true, isSilent: isFilm && unplayed.length > 0 };
}

function nameOfCodec(codec: string): string {
  const [short = codec] = codec.split('.');
  // All variants of ProRes begin with "ap".
  if (/^ap[\dc][a-z]$/.test(short)) return strings.codecs['prores']!;
  return strings.codecs[short.toLowerCase()] ?? codec;
}
