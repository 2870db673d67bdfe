import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentDisposition } from './content-disposition.ts';

test.each([
  ['wren.jpg', `filename="wren.jpg"; filename*=UTF-8''wren.jpg`],
  ['a wren (2).jpg', `filename="a wren (2).jpg"; filename*=UTF-8''a%20wren%20%282%29.jpg`],
  ['Zaunkönig.jpg', `filename="Zaunkonig.jpg"; filename*=UTF-8''Zaunk%C3%B6nig.jpg`],
  ['ミソサザイ.jpg', `filename="_____.jpg"; filename*=UTF-8''%E3%83%9F%E3%82%BD%E3%82%B5%E3%82%B6%E3%82%A4.jpg`],
  ['🐦.png', `filename="_.png"; filename*=UTF-8''%F0%9F%90%A6.png`],
  ['100%.txt', `filename="100_.txt"; filename*=UTF-8''100%25.txt`],
  ["it's.txt", `filename="it's.txt"; filename*=UTF-8''it%27s.txt`],
  ['say "hi".txt', `filename="say _hi_.txt"; filename*=UTF-8''say%20_hi_.txt`],
  ['../../etc/passwd', `filename="__.._etc_passwd"; filename*=UTF-8''__.._etc_passwd`],
  ['C:\\boot.ini', `filename="C__boot.ini"; filename*=UTF-8''C__boot.ini`],
  ['a\r\nSet-Cookie: b=c', `filename="aSet-Cookie_ b=c"; filename*=UTF-8''aSet-Cookie_%20b%3Dc`],
  ['invoice\u202egnp.exe', `filename="invoicegnp.exe"; filename*=UTF-8''invoicegnp.exe`],
  ['.htaccess', `filename="_htaccess"; filename*=UTF-8''_htaccess`],
  ['name. . ', `filename="name"; filename*=UTF-8''name`],
  ['', `filename="download"; filename*=UTF-8''download`],
  ['\0\n', `filename="download"; filename*=UTF-8''download`],
  ['\u0300', `filename="_"; filename*=UTF-8''%CC%80`],
  ['a\ud800b', `filename="a_b"; filename*=UTF-8''a%EF%BF%BDb`],
])('%j is offered as %s', (filename, expected) => {
  expect(contentDisposition('attachment', filename)).toBe(`attachment; ${expected}`);
});

test('a name of 4 kB is cut between characters and keeps its extension', () => {
  const header = contentDisposition('inline', `${'ü'.repeat(2000)}.tar.gz`);
  const name = decodeURIComponent(header.split("UTF-8''")[1] ?? '');
  expect(name).toMatch(/^ü+\.gz$/);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
});

test('whatever the name, the header is one line of ASCII with two values that end where they should', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
      ),
      (filename) => {
        const header = contentDisposition('attachment', filename);
        expect(header).toMatch(
          /^attachment; filename="[\x20\x21\x23-\x24\x26-\x5b\x5d-\x7e]+"; filename\*=UTF-8''[A-Za-z0-9!_.~%-]+$/,
        );
        const name = decodeURIComponent(header.split("UTF-8''")[1] ?? '');
        expect(name).not.toMatch(/[/\\\p{Cc}]|^\./u);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
      },
    ),
  );
});
