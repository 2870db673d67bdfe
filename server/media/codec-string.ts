/** A stream in the output of ffprobe. */
export interface ProbedStream {
  codec_type?: string | undefined;
  codec_name?: string | undefined;
  codec_tag_string?: string | undefined;
  profile?: string | undefined;
  level?: number | undefined;
  pix_fmt?: string | undefined;
}

/**
 * Returns the codec of a stream as RFC 6381 names it, such as `avc1.64001f`, for `canPlayType` of browsers. Returns the
 * name of the codec if RFC 6381 defines no string. Returns null for a stream without a known codec.
 */
export function codecString(stream: ProbedStream): string | null {
  const { codec_name: name, codec_tag_string: tag = '', profile = '' } = stream;
  if (!name || name === 'unknown' || name === 'none') return null;
  switch (name) {
    case 'h264':
      return avc(stream);
    case 'hevc':
      return hevc(stream);
    case 'av1':
      return av1(stream);
    case 'vp9':
      return vp9(stream);
    case 'prores':
      return /^ap\w\w$/.test(tag) ? tag : 'apcn';
    case 'aac':
      return `mp4a.40.${profile === 'HE-AAC' ? 5 : profile === 'HE-AACv2' ? 29 : 2}`;
    case 'ac3':
      return 'ac-3';
    case 'eac3':
      return 'ec-3';
    case 'mpeg4':
      return 'mp4v.20.9';
    default:
      // vp8, theora, mp3, opus, vorbis, flac, alac, pcm_s16le, …
      return /^[\w.-]+$/.test(name) ? name : null;
  }
}

const avcProfiles: Readonly<Record<string, string>> = {
  'Constrained Baseline': '42c0',
  Baseline: '4200',
  Main: '4d00',
  Extended: '5800',
  High: '6400',
  'High 10': '6e00',
  'High 4:2:2': '7a00',
  'High 4:4:4 Predictive': 'f400',
};

function avc({ profile = '', level = 30 }: ProbedStream): string {
  const levelDigits = Math.max(0, level).toString(16).padStart(2, '0');
  return `avc1.${avcProfiles[profile] ?? '6400'}${levelDigits}`;
}

/** ISO/IEC 14496-15, annex E: profile, compatible profiles, tier and level, constraints. */
function hevc({ codec_tag_string: tag, profile, level = 93 }: ProbedStream): string {
  const [number, compatible] = profile === 'Main 10' ? [2, 4] : profile === 'Rext' ? [4, 10] : [1, 6];
  return `${tag === 'hev1' ? 'hev1' : 'hvc1'}.${number}.${compatible}.L${Math.max(0, level)}.B0`;
}

function av1({ profile, level = 8, pix_fmt: format = '' }: ProbedStream): string {
  const number = profile === 'Professional' ? 2 : profile === 'High' ? 1 : 0;
  return `av01.${number}.${String(Math.max(0, level)).padStart(2, '0')}M.${bitDepth(format)}`;
}

function vp9({ profile = '', pix_fmt: format = '' }: ProbedStream): string {
  return `vp09.0${/\d/.exec(profile)?.[0] ?? 0}.10.${bitDepth(format)}`;
}

function bitDepth(pixelFormat: string): string {
  return /1[02](?=le|be)/.exec(pixelFormat)?.[0] ?? '08';
}
