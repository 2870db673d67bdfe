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

/** Unusual files, with the cues that players read from them: `start end text`. */
const oddFiles: [name: string, source: string, cues: string[], brokenCount?: number][] = [
  ['WebVTT without an empty line after its header', 'WEBVTT\n00:01.000 --> 00:02.000\nHello', ['1 2 Hello']],
  [
    'WebVTT with a header block',
    'WEBVTT\nKind: captions\nLanguage: en\n\n00:01.000 --> 00:02.000\nHello',
    ['1 2 Hello'],
  ],
  ['WebVTT with CR alone', 'WEBVTT\r\r00:01.000 --> 00:02.000\rHello', ['1 2 Hello']],
  [
    'text after an empty line in SubRip',
    '1\n00:00:01,000 --> 00:00:02,000\nOne\n\nTwo\n\n2\n00:00:03,000 --> 00:00:04,000\nThree',
    ['1 2 One Two', '3 4 Three'],
  ],
  [
    'an arrow in the text',
    '1\n00:00:01,000 --> 00:00:02,000\nA --> B\n\n2\n00:00:03,000 --> 00:00:04,000\nC',
    ['1 2 A --> B', '3 4 C'],
  ],
  ['a cue without a duration', '1\n00:00:01,000 --> 00:00:01,000\nBlink', ['1 1.001 Blink']],
  ['a cue that ends before it starts', '1\n00:00:05,000 --> 00:00:02,000\nBack', [], 1],
  [
    'no numbers and no empty lines',
    '00:00:01,000 --> 00:00:02,000\nA\n00:00:03,000 --> 00:00:04,000\nB',
    ['1 2 A', '3 4 B'],
  ],
  [
    'a number as text',
    '1\n00:00:01,000 --> 00:00:02,000\n42\n\n2\n00:00:03,000 --> 00:00:04,000\n7',
    ['1 2 42', '3 4 7'],
  ],
  [
    'coordinates after the times',
    '1\n00:00:01.000-->00:00:02.000 X1:40 X2:600\n{\\an8}Top\n2\n0:0:3,5 --> 0:0:4,50\nRed\n\n\n4\n00:00:05,000 --> 00:00:06,000\n\n5\n00:00:07,000 --> 00:00:08,000\nlast',
    ['1 2 Top', '3.5 4.5 Red', '7 8 last'],
  ],
  [
    'ASS',
    '[Script Info]\nTitle: x\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\nDialogue: 0,0:00:01.50,0:00:03.00,Default,Ada,0,0,0,,{\\i1}Hello,{\\i0}\\Nthere\nComment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,no\nDialogue: 0,soon,0:00:03.00,Default,,0,0,0,,no',
    ['1.5 3 Ada: Hello, there'],
    1,
  ],
  ['SBV', '0:00:01.000,0:00:02.500\nOne\nline\n\n0:00:03.000,0:00:04.000\nTwo', ['1 2.5 One line', '3 4 Two']],
  ['LRC', '[ar:Someone]\n[00:01.00]One\n[00:02.50][00:04.00]Twice\n', ['1 2.5 One', '2.5 4 Twice', '4 9 Twice']],
  [
    'TTML',
    '<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25"><head><metadata><ttm:agent xml:id="a"><ttm:name>Ada</ttm:name></ttm:agent></metadata></head><body><div><p begin="00:00:01.000" end="00:00:02.000" ttm:agent="a">One<br/>&amp; <span>two</span></p><p begin="3s" dur="500ms">Three</p><p begin="00:00:05:05" end="6s">Four</p><p>no</p></div></body></tt>',
    ['1 2 Ada: One & two', '3 3.5 Three', '5.2 6 Four'],
    1,
  ],
  [
    'Whisper',
    '{"text":"Hi there","segments":[{"id":0,"start":0.0,"end":1.5,"text":" Hi","tokens":[1]},{"id":1,"start":1.5,"end":2,"text":" there"}],"language":"en"}',
    ['0 1.5 Hi', '1.5 2 there'],
  ],
  [
    'whisper.cpp',
    '{"transcription":[{"timestamps":{"from":"00:00:00,000"},"offsets":{"from":0,"to":1500},"text":" Hi"}]}',
    ['0 1.5 Hi'],
  ],
  ['Transformers', '{"text":"Hi","chunks":[{"timestamp":[0,1.5],"text":" Hi"}]}', ['0 1.5 Hi']],
  [
    'a recording that was cut off',
    '{"chunks":[{"timestamp":[0,null],"text":"Hi"},{"timestamp":[1.5,null],"text":"there"}]}',
    ['0 1.5 Hi', '1.5 6.5 there'],
  ],
  ['a refrain without an end', `${'[00:01]'.repeat(50)}La`, Array.from({ length: 20 }, () => '1 6 La'), 30],
  ['hours without an end', `1\n${'9'.repeat(310)}:00:00,000 --> ${'9'.repeat(310)}:00:01,000\nNo`, [], 1],
  ['minutes without an end', `[${'9'.repeat(310)}:00]No`, [], 1],
];
test.for(oddFiles)('%s', ([, source, lines, broken = 0]) => {
  const { cues, brokenCount } = parseTranscript(source);
  const printed = cues.map(
    ({ startSeconds, endSeconds, speaker, text }) =>
      `${startSeconds} ${endSeconds} ${speaker === null ? '' : `${speaker}: `}${text}`,
  );
  expect(printed).toEqual(lines);
  expect(brokenCount).toBe(broken);
});

test('a long line of brackets takes no long time', () => {
  const startedAt = performance.now();
  parseTranscript(`WEBVTT\n\n00:01.000 --> 00:02.000\n${'<v '.repeat(300_000)}`);
  parseTranscript(`WEBVTT\n\n${'00:01.000 --> '.repeat(100_000)}`);
  parseTranscript(`WEBVTT\n\n00:01.000 --> 00:02.000\n${'&'.repeat(500_000)}`);
  parseTranscript(`1\n00:00:01,000 --> 00:00:02,000\n${'{\\'.repeat(300_000)}`);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

// Each of these takes minutes if the time grows with the square of the length.
const longFiles: [name: string, source: string][] = [
  ['many cues', `WEBVTT\n\n${'00:01.000 --> 00:02.000\nHello\n\n'.repeat(100_000)}`],
  ['a tag without an end', `WEBVTT\n\n00:01.000 --> 00:02.000\n<${'a'.repeat(1_000_000)}`],
  ['paragraphs without an end', `<tt>${'<p begin="1s" end="2s">'.repeat(200_000)}`],
  ['agents without an end', `<tt>${'<agent>'.repeat(500_000)}`],
  ['roots without an end', '<tt '.repeat(500_000)],
  ['comments without an end', `<tt><p begin="1s" end="2s">${'<!--'.repeat(500_000)}</p></tt>`],
  ['empty lines', `0:00:01.000,0:00:02.000\n${'\n'.repeat(1_000_000)}`],
  ['braces', `[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,,,0,0,0,,${'{'.repeat(1_000_000)}`],
];
test.for(longFiles)('time grows with the length: %s', ([, source]) => {
  const startedAt = performance.now();
  try {
    parseTranscript(source);
  } catch (error) {
    expect(error).toBeInstanceOf(NoTranscript);
  }
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});
