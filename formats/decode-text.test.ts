import { describe, expect, test } from 'vitest';
import { charsetOf, decodeText, isUtf16Or32 } from './decode-text.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf16 = (text: string) => Buffer.from(text, 'utf16le');

/** Texts as old files contain them, each with the bytes of its encoding. */
const russian = 'Добрый день. Сегодня мы поговорим о погоде.';
const windows1251 = Uint8Array.from(russian, (c) => (c >= 'А' && c <= 'я' ? c.charCodeAt(0) - 0x350 : c.charCodeAt(0)));
const greek = 'Καλημερα κοσμε';
const windows1253 = Uint8Array.from(greek, (c) => (c >= 'Α' && c <= 'ω' ? c.charCodeAt(0) - 0x2d0 : c.charCodeAt(0)));
const japanese = bytes('\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd\x90\xa2\x8a\x45\x81\x42'); // Shift_JIS
const koi8 = bytes('\xf0\xd2\xc9\xd7\xc5\xd4, \xcd\xc9\xd2! \xeb\xc1\xcb \xc4\xc5\xcc\xc1? \xe8\xcf\xd2\xcf\xdb\xcf.');

describe('the encoding is', () => {
  test.for([
    ['marked', Buffer.from('\ufeffGrüße'), '', 'Grüße', 'utf-8', 'BYTE_ORDER_MARK'],
    [
      'marked',
      Buffer.from('\ufeffGrüße', 'utf16le'),
      'text/plain; charset=utf-8',
      'Grüße',
      'utf-16le',
      'BYTE_ORDER_MARK',
    ],
    ['marked', Buffer.from('\ufeffGrüße', 'utf16le').swap16(), '', 'Grüße', 'utf-16be', 'BYTE_ORDER_MARK'],
    ['declared', windows1253, 'text/vtt; charset=Windows-1253', greek, 'windows-1253', 'DECLARED'],
    ['declared', koi8, 'text/plain;charset="koi8-r"', 'Привет, мир! Как дела? Хорошо.', 'koi8-r', 'DECLARED'],
    ['declared', bytes('caf\xe9'), 'text/plain; charset=latin1', 'café', 'windows-1252', 'DECLARED'],
    [
      'declared',
      bytes('<?xml version="1.0" encoding="iso-8859-1"?><p>\xe9</p>'),
      '',
      '<?xml version="1.0" encoding="iso-8859-1"?><p>é</p>',
      'windows-1252',
      'DECLARED',
    ],
    ['declared', utf16('世界世界'), 'text/plain; charset=utf-16le', '世界世界', 'utf-16le', 'DECLARED'],
    ['seen', bytes('\x1b$B%7%^%&%^\x1b(B and \x1b$BDm\x1b(J'), '', 'シマウマ and 庭', 'iso-2022-jp', 'DETECTED'],
    ['not that of colours', bytes('\x1b[31mred\x1b(B\x1b[m'), '', '\x1b[31mred\x1b(B\x1b[m', 'utf-8', 'UTF_8'],
    ['that of nothing', bytes(''), '', '', 'utf-8', 'UTF_8'],
    ['seen', utf16('name,value\nMüller,1\n'), '', 'name,value\nMüller,1\n', 'utf-16le', 'UTF_16'],
    ['seen', utf16('name,value\nMüller,1\n').swap16(), '', 'name,value\nMüller,1\n', 'utf-16be', 'UTF_16'],
    ['seen', Buffer.from('Grüße, 世界'), '', 'Grüße, 世界', 'utf-8', 'UTF_8'],
    ['detected', windows1251, '', russian, 'windows-1251', 'DETECTED'],
    ['detected', windows1253, '', greek, 'windows-1253', 'DETECTED'],
    ['detected', koi8, '', 'Привет, мир! Как дела? Хорошо.', 'koi8-r', 'DETECTED'],
    ['detected', japanese, '', 'こんにちは世界。', 'shift_jis', 'DETECTED'],
    ['detected', bytes('Gr\xfc\xdfe aus M\xfcnchen'), '', 'Grüße aus München', 'windows-1252', 'DETECTED'],
    ['detected', bytes('\x93quoted\x94 \x96 5 \x80'), '', '“quoted” – 5 €', 'windows-1252', 'DETECTED'],
  ] as const)('%s: %#', async ([, source, contentType, text, encoding, how]) => {
    expect(await decodeText(source, contentType)).toEqual({ text, encoding, source: how });
  });

  test.for(['text/plain; charset=utf-8', 'text/plain; charset=none-such', 'text/plain; charset=shift_jis'])(
    'said if it is not the declared one: %s',
    async (contentType) => {
      const found = await decodeText(windows1251.with(0, 0xff), contentType);
      expect(found).toMatchObject({ source: 'DETECTED', wrongCharset: charsetOf(contentType) });
    },
  );
});

test.for([
  ['<?xml version="1.0" encoding="utf-16"?><p/>', ''],
  ['plain', 'text/plain; charset=utf-16'],
] as const)('UTF-16 that is declared of %j is not believed', async ([source, contentType]) => {
  const found = await decodeText(bytes(source), contentType);
  expect(found).toEqual({ text: source, encoding: 'utf-8', source: 'UTF_8', wrongCharset: 'utf-16' });
});

test.for([
  ['a\rb\rc', 'a\nb\nc'],
  ['a\r\nb\n', 'a\r\nb\n'],
  ['a\u0085b', 'a\nb'],
  ['a\r\rb', 'a\n\nb'],
] as const)('line ends of %j, in the same length', async ([source, text]) => {
  expect(await decodeText(Buffer.from(source))).toMatchObject({ text });
});

test('a character that is cut at the end is left out', async () => {
  expect(await decodeText(Buffer.from('€€').subarray(0, 5))).toMatchObject({ text: '€', source: 'UTF_8' });
});

test.each([
  ['utf-32le', true],
  ['utf-32be', false],
] as const)('%s with a byte order mark is text, also cut inside a character', async (encoding, isLittleEndian) => {
  const codes = [0xfeff, ...Array.from('Müller 🐦\n', (character) => character.codePointAt(0)!), 0x41];
  const view = new DataView(new ArrayBuffer(codes.length * 4));
  for (const [index, code] of codes.entries()) view.setUint32(index * 4, code, isLittleEndian);
  const whole = new Uint8Array(view.buffer);
  const found = { text: 'Müller 🐦\n', encoding, source: 'BYTE_ORDER_MARK' };
  expect(await decodeText(whole.subarray(0, -2))).toEqual(found);
  expect(isUtf16Or32(whole)).toBe(true);
});

test('a text with a stray NUL is text', async () => {
  expect(await decodeText(Buffer.from('A robin\0 sings.\n'))).toMatchObject({ text: 'A robin\0 sings.\n' });
  expect(await decodeText(Buffer.from('a\0b\0c\0d\0e\0f\0g\0'))).toMatchObject({ encoding: 'utf-16le' });
  expect(await decodeText(Buffer.from('\0\0\x01\x02 robin'))).toBeNull();
});

test('binary files are not text', async () => {
  const noise = Uint8Array.from({ length: 5_000 }, (_, index) => (index * 7919 * ((index >> 3) + 1)) % 256);
  for (const binary of [
    noise,
    Buffer.alloc(5_000, 1),
    Buffer.alloc(5_000),
    bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10'),
  ]) {
    expect(await decodeText(binary, 'text/plain')).toBeNull();
    expect(await decodeText(binary, 'text/plain; charset=latin1')).toBeNull();
  }
  expect(await decodeText(Buffer.alloc(0))).toMatchObject({ text: '' });
});
