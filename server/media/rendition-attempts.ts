import { words } from './ffmpeg/ffmpeg.ts';
import type { MediaMeasures } from './probe-media.ts';

/** One way to make a rendition. */
export interface RenditionAttempt {
  format: 'mp4' | 'webm';
  contentType: string;
  /** Arguments of ffmpeg for the streams. */
  args: string[];
  /** Whether the pictures or sounds are encoded again, which takes long. */
  encodes: boolean;
}

/** Long edge of a rendition that is encoded again. */
const longEdge = 1_280;
/** Codecs that every browser plays, in the strings of `codecString`. */
const inMp4 = { picture: /^avc1\.(42|4d|64)/, sound: /^(mp4a\.40\.|mp3$)/ };
const inWebm = { picture: /^(vp8|vp09\.00|av01\.0)/, sound: /^(opus|vorbis)$/ };

const upright = [
  '-vf',
  [
    'yadif=deint=interlaced',
    'scale=iw*sar:ih',
    `scale=w='min(${longEdge},iw)':h='min(${longEdge},ih)':force_original_aspect_ratio=decrease:force_divisible_by=2`,
    'setsar=1',
    'format=yuv420p',
  ].join(),
];
const picturesAsH264 = [...words('-c:v libx264 -preset veryfast -crf 24 -maxrate 4M -bufsize 8M'), ...upright];
const picturesAsVp8 = [...words('-c:v libvpx -b:v 2M -deadline realtime -cpu-used 8'), ...upright];
const soundsAsAac = words('-c:a aac -b:a 160k -ac 2');
const soundsAsOpus = words('-c:a libopus -b:a 128k -ac 2');
const inCopy = (kind: 'v' | 'a') => words(`-c:${kind} copy`);

/** Returns the ways to make a rendition, the cheapest first: a browser may only lack the container. */
export function renditionAttempts({ picture, sampleRate, codecs }: MediaMeasures): RenditionAttempt[] {
  const hasSound = sampleRate !== null;
  const pictureCodec = picture ? (codecs[0] ?? '') : '';
  const soundCodec = hasSound ? (codecs[picture ? 1 : 0] ?? '') : '';
  const kind = picture ? 'video' : 'audio';
  const attempt = (format: 'mp4' | 'webm', pictures: string[], sounds: string[]): RenditionAttempt => ({
    format,
    contentType: `${kind}/${format}`,
    args: [
      ...(picture ? [...words('-map 0:V:0'), ...pictures] : []),
      ...(hasSound ? [...words('-map 0:a:0'), ...sounds] : []),
      ...(format === 'mp4' ? words('-movflags +faststart') : []),
    ],
    encodes: [...(picture ? pictures : []), ...(hasSound ? sounds : [])].some((word) => /^(lib|aac$)/.test(word)),
  });
  const fits = ({ picture: pictures, sound: sounds }: typeof inMp4) => ({
    picture: !picture || pictures.test(pictureCodec),
    sound: !hasSound || sounds.test(soundCodec),
  });
  const [mp4, webm] = [fits(inMp4), fits(inWebm)];
  return [
    ...(webm.picture && webm.sound ? [attempt('webm', inCopy('v'), inCopy('a'))] : []),
    ...(mp4.picture || (mp4.sound && hasSound)
      ? [attempt('mp4', mp4.picture ? inCopy('v') : picturesAsH264, mp4.sound ? inCopy('a') : soundsAsAac)]
      : []),
    attempt('mp4', picturesAsH264, soundsAsAac),
    // A build of ffmpeg may lack the encoder of H.264.
    attempt('webm', picturesAsVp8, soundsAsOpus),
  ];
}
