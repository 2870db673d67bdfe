import { expect, test } from 'vitest';
import { showInvisible, showInvisibleJson } from './show-invisible.ts';

test.each([
  ['a bidirectional override', 'photo\u202egnp.exe', String.raw`photo\u{202e}gnp.exe`],
  ['an isolate and its end', '\u2067a\u2069', String.raw`\u{2067}a\u{2069}`],
  ['marks of direction', 'a\u200eb\u200fc\u061cd', String.raw`a\u{200e}b\u{200f}c\u{061c}d`],
  ['a space without width', 'bird\u200bs', String.raw`bird\u{200b}s`],
  ['a joiner between Latin letters', 'bi\u200drds\u200c', String.raw`bi\u{200d}rds\u{200c}`],
  ['a byte order mark', '\ufeffbirds', String.raw`\u{feff}birds`],
  ['a soft hyphen', 'birds\u00ad', String.raw`birds\xad`],
  ['a word joiner and invisible operators', 'a\u2060b\u2062', String.raw`a\u{2060}b\u{2062}`],
  ['Hangul fillers', 'a\u3164b\u115f\uffa0', String.raw`a\u{3164}b\u{115f}\u{ffa0}`],
  ['an empty braille cell', 'a\u2800', String.raw`a\u{2800}`],
  ['a variation selector after a letter', 'a\ufe0f1\ufe0f', String.raw`a\u{fe0f}1\u{fe0f}`],
  ['hidden tags', 'a\u{e0068}\u{e0069}', String.raw`a\u{e0068}\u{e0069}`],
  ['hidden tags after a flag', '\u{1f3f4}\u{e0068}', `\u{1f3f4}${String.raw`\u{e0068}`}`],
  ['controls of a terminal', '\u001b[2J\u009b\u0007', String.raw`\x1b[2J\x9b\x07`],
  ['line ends', 'a\nb\r\u2028c\u2029', String.raw`a\x0ab\x0d\u{2028}c\u{2029}`],
  ['half a character', 'a\ud800b', String.raw`a\u{d800}b`],
])('%s is shown', (_name, text, shown) => {
  expect(showInvisible(text)).toBe(shown);
});

test.each([
  ['plain text', 'Spring walk (1).jpg'],
  ['accents in two forms', 'Zürich Zu\u0308rich'],
  ['right-to-left words', 'שלום عربي'],
  ['a Persian plural', 'کتاب\u200cها'],
  ['a conjunct', 'क्\u200dष'],
  ['a family', '👨\u200d👩\u200d👧\u200d👦'],
  ['a profession with a skin tone', '👩🏽\u200d🔬'],
  ['a rainbow flag', '🏳\ufe0f\u200d🌈'],
  ['a red heart', '❤\ufe0f'],
  ['a keycap', '1\ufe0f\u20e3'],
  ['the flag of Scotland', '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
  ['a variant of an ideograph', '葛\u{e0100}'],
  ['an Arabic number sign', '\u0600١٢'],
])('%s is kept', (_name, text) => {
  expect(showInvisible(text)).toBe(text);
});

test('a value reads back from JSON as it was', () => {
  const value = { key: 'a\u202eb\u{e0068}\n\u001b', list: ['👨\u200d👩'] };
  const text = showInvisibleJson(value);
  expect(text).toMatch(/^[\x20-\x7e👨👩]+$/u);
  expect(JSON.parse(text)).toEqual(value);
});
