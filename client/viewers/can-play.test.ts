import { expect, test } from 'vitest';
import { type CanPlayType, canPlay } from './can-play.ts';

/** Simulates a browser with H.264, VP9, AAC, Opus and MP3, such as Chromium. */
const chromium: CanPlayType = (asked) => {
  const [type = '', codecs] = asked.split('; codecs=');
  if (!['video/mp4', 'video/webm', 'audio/mp4', 'audio/mpeg', 'audio/webm', 'audio/ogg'].includes(type)) return '';
  return codecs === undefined || /avc1|vp09|mp4a|opus|mp3/.test(codecs) ? 'maybe' : '';
};
const ask = (contentType: string, codecs: string[] | null) => canPlay({ contentType, codecs }, chromium);

test('a film is refused at once by its codec, and a container by its name', () => {
  expect(ask('video/mp4', ['hvc1.1.6.L93.B0', 'mp4a.40.2'])).toMatchObject({ reason: expect.stringMatching(/HEVC/) });
  for (const codec of ['prores', 'apco', 'apcs', 'apcn', 'apch', 'ap4h', 'ap4x']) {
    expect(ask('video/quicktime', [codec])).toMatchObject({ reason: expect.stringMatching(/ProRes/) });
  }
  expect(ask('audio/aiff', null)).toMatchObject({ canPlay: false, reason: 'Browsers can’t play audio/aiff files.' });
  expect(ask('audio/mp4', ['alac'])).toMatchObject({ reason: expect.stringMatching(/Apple Lossless/) });
});

test('whatever is not known to fail is tried', () => {
  expect(ask('video/mp4', null)).toEqual({ canPlay: true, isSilent: false });
  expect(ask('video/quicktime', ['avc1.64001f', 'mp4a.40.2'])).toEqual({ canPlay: true, isSilent: false });
  expect(ask('audio/wav', ['pcm_s16le'])).toEqual({ canPlay: true, isSilent: false });
  expect(ask('audio/mpeg', ['mp3'])).toEqual({ canPlay: true, isSilent: false });
});

test('a film whose sound alone is unknown plays without it', () => {
  expect(ask('video/mp4', ['avc1.64001f', 'ac-3'])).toEqual({ canPlay: true, isSilent: true });
});
