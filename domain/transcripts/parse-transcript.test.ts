import { describe, expect, test } from 'vitest';
import { NoTranscript } from './cue.ts';
import { parseTranscript } from './parse-transcript.ts';

const cue = (startSeconds: number, endSeconds: number, text: string, speaker: string | null = null) => ({
  startSeconds,
  endSeconds,
  speaker,
  text,
});

describe('WebVTT', () => {
  test('cues have times, speakers and plain text', () => {
    const { cues, brokenCount } = parseTranscript(`\ufeffWEBVTT - A talk

NOTE
made by hand

STYLE
::cue(v[voice="Esme"]) { color: cyan }

intro
00:01.000 --> 00:04.250 align:start position:10%
<v.first.loud Esme &amp; Co>It&#39;s a <b>blue</b> <c.yellow>apple</c> tree!

01:00:00.500 --> 01:00:02.000
<00:00:01.000>two
lines &lt;b&gt;

00:05.000 --> 00:06.000
<v Alice>Yes.</v> <v Bob>No, 1 < 2.</v>
`);
    expect(cues).toEqual([
      cue(1, 4.25, "It's a blue apple tree!", 'Esme & Co'),
      cue(3600.5, 3602, 'two lines <b>'),
      cue(5, 6, 'Yes.', 'Alice'),
      cue(5, 6, 'No, 1 < 2.', 'Bob'),
    ]);
    expect(brokenCount).toBe(0);
  });

  test('a broken cue is left out and counted, the others stay', () => {
    const { cues, brokenCount } = parseTranscript(
      [
        'WEBVTT',
        '00:01.000 --> 00:02.000\nkept',
        '00:xx.000 --> 00:02.000\nno time',
        '00:09.000 --> 00:03.000\nbackwards',
        '00:75.000 --> 01:80.000\nno such second',
        'nothing but words',
        '00:03.000 --> 00:04.000\nkept too\n00:04.000 --> 00:05.000\nthe empty line was forgotten',
      ].join('\r\n\r\n'),
    );
    expect(cues.map(({ text }) => text)).toEqual(['kept', 'kept too', 'the empty line was forgotten']);
    expect(brokenCount).toBe(4);
  });

  test('a file without cues is a transcript of silence', () => {
    expect(parseTranscript('WEBVTT')).toEqual({ cues: [], brokenCount: 0 });
  });

  test('what a database cannot keep is taken out', () => {
    const { cues } = parseTranscript('WEBVTT\n\n00:01.000 --> 00:02.000\na\0b&#0;c&#xD800;d&#x110000;e&bogus;');
    expect(cues[0]!.text).toBe('abc\ufffdde&bogus;');
  });
});

test('SubRip', () => {
  const { cues, brokenCount } = parseTranscript(
    '1\n00:00:01,000 --> 00:00:02,500\n{\\an8}<i>Hello</i> <3\n\n2\n0:01:00,25 --> 00:01:03,000\nWorld\n',
  );
  expect(cues).toEqual([cue(1, 2.5, 'Hello <3'), cue(60.25, 63, 'World')]);
  expect(brokenCount).toBe(0);
});

describe('JSON', () => {
  const segments = [
    { start: 0, end: 1.5, speaker: 'Ada', text: ' Hello ' },
    { start: 2, end: 1, text: 'backwards' },
    { start: 'soon', end: 3, text: 'no time' },
    { start: 3, end: 4, text: 'there' },
    null,
  ];
  const read = { cues: [cue(0, 1.5, 'Hello', 'Ada'), cue(3, 4, 'there')], brokenCount: 3 };

  test('a list', () => expect(parseTranscript(JSON.stringify(segments))).toEqual(read));
  test('an object with segments', () => expect(parseTranscript(JSON.stringify({ segments }))).toEqual(read));
  test.for(['{"a":1}', '[1, 2', '{'])('%s is no transcript', (source) => {
    expect(() => parseTranscript(source)).toThrow(NoTranscript);
  });
});

test('a long line of brackets takes no long time', () => {
  const startedAt = performance.now();
  parseTranscript(`WEBVTT\n\n00:01.000 --> 00:02.000\n${'<v '.repeat(300_000)}`);
  parseTranscript(`WEBVTT\n\n${'00:01.000 --> '.repeat(100_000)}`);
  parseTranscript(`WEBVTT\n\n00:01.000 --> 00:02.000\n${'&'.repeat(500_000)}`);
  parseTranscript(`1\n00:00:01,000 --> 00:00:02,000\n${'{\\'.repeat(300_000)}`);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
