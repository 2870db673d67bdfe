import { expect, test } from 'vitest';
import { readEmailAddress } from './email-address.ts';

test.each([
  ['ada@lumen.example', 'ada@lumen.example'],
  ['  Ada.Lovelace+tag@Lumen.Example \n', 'ada.lovelace+tag@lumen.example'],
  ['a@xn--mller-kva.example', 'a@xn--mller-kva.example'],
  ['a@Müller.example', 'a@xn--mller-kva.example'],
  ['a@mu\u0308ller.example', 'a@xn--mller-kva.example'],
  ['Mu\u0308ller@lumen.example', 'müller@lumen.example'],
  ['J\u030cx@lumen.example', 'ǰx@lumen.example'],
  ["o'brien@lumen.example", "o'brien@lumen.example"],
  ['root@localhost', 'root@localhost'],
])('%j is read as %s', (text, address) => {
  expect(readEmailAddress(text)).toEqual({ address, problem: null });
  expect(readEmailAddress(address).address, 'reading twice changes nothing').toBe(address);
});

test.each([
  '',
  ' ',
  '@',
  'ada',
  'ada@',
  '@lumen.example',
  'a@b@lumen.example',
  '<ada@lumen.example>',
  'Ada <ada@lumen.example>',
  '"ada"@lumen.example',
  'ada@lumen.example, bob@lumen.example',
  'ada@lumen.example\r\nBcc: bob@lumen.example',
  'a da@lumen.example',
  'ada@lumen .example',
  'ada\u0000@lumen.example',
  'ada\u200b@lumen.example',
  'ada\u202e@lumen.example',
  'ada@lumen\u2066.example',
  'ada\u00ad@lumen.example',
  'ada\ufe0f@lumen.example',
  'ada\u3164@lumen.example',
  '\ud800@lumen.example',
  '.ada@lumen.example',
  'ada.@lumen.example',
  'a..da@lumen.example',
  'ada@lumen..example',
  'ada@.example',
  'ada@lumen.example.',
  'ada@lumen',
  'ada@127.0.0.1',
  'ada@0x7f.1',
  'ada@[127.0.0.1]',
  'ada@-lumen.example',
  'ada@lumen.example/path',
  'ada@lumen.example:25',
  'ada@lumen%2eexample',
  'ada@lu_men.example',
  `${'a'.repeat(65)}@lumen.example`,
  `ada@${'a'.repeat(64)}.example`,
  `ada@${'lumen.'.repeat(50)}example`,
])('%j is refused with a sentence', (text) => {
  const { address, problem } = readEmailAddress(text);
  expect(address).toBeNull();
  expect(problem).toMatch(/^[A-Z].*\.$/);
});
