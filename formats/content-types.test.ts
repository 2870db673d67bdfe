import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contentTypeOfName, extensionsOf, itemTypeOfContentType } from './content-types.ts';
import { contentTypeFits } from './manifest/content-type-fits.ts';
import { contentTypeOfBytes, contradicts } from './signatures.ts';

test('an extension stands once', () => {
  const all = Object.values(extensionsOf).flatMap((extensions) => extensions.split(' '));
  expect(all.filter((extension, index) => all.indexOf(extension) !== index)).toEqual([]);
});

test.for([
  ['main.rs', 'text/x-rust', 'TEXT'],
  ['README', 'text/plain', 'TEXT'],
  ['docs/README.rst', 'text/x-rst', 'TEXT'],
  ['photo.JFIF', 'image/jpeg', 'IMAGE'],
  ['a.b/scan.tiff', 'image/tiff', 'IMAGE'],
  ['pic.jxl', 'image/jxl', 'IMAGE'],
  ['app.tsx', 'text/x-typescript', 'TEXT'],
  ['tape.mxf', 'video/mxf', 'VIDEO'],
  ['take.wv', 'audio/x-wavpack', 'AUDIO'],
  ['sky.fits', 'image/fits', 'IMAGE'],
  ['talk.srt', 'application/x-subrip', 'FILE'],
  ['rows.csv', 'text/csv', 'TABLE'],
  ['rows.parquet', 'application/vnd.apache.parquet', 'TABLE'],
  ['paper.pdf', 'application/pdf', 'DOCUMENT'],
  ['book.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'DOCUMENT'],
  ['no-extension', 'application/octet-stream', 'FILE'],
  ['a.xyz', 'application/octet-stream', 'FILE'],
] as const)('%s is %s, published as %s', ([name, contentType, itemType]) => {
  expect(contentTypeOfName(name)).toBe(contentType);
  expect(itemTypeOfContentType(contentType)).toBe(itemType);
});

test('first bytes show what a file is, and what it is not', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1');
  const pointer = bytes('version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n');

  expect(contradicts('image/jpeg', pointer)).toBe(true);
  expect(contradicts('image/png', bytes('\xff\xd8\xff\xe0'))).toBe(true);
  expect(contradicts('image/jpeg', bytes('\xff\xd8\xff\xe0'))).toBe(false);
  expect(contradicts('text/plain', bytes('PK\x03\x04'))).toBe(true);
  expect(contradicts('application/epub+zip', bytes('PK\x03\x04'))).toBe(false);
  expect(contradicts('text/plain', bytes('anything'))).toBe(false);
  expect(contradicts('text/plain', bytes('\xff\xfeG\0r\0'))).toBe(false);
  expect(contradicts('text/plain', bytes('\xff\xfb\x90\x64'))).toBe(true);
  expect(contradicts('video/quicktime', bytes('\0\0\0\x08free'))).toBe(false);
});

test('the files of the samples begin as their names say', () => {
  const samples = new URL('../samples/', import.meta.url);
  const names = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(jpg|png|webp|mp4|webm|mp3|ogg|flac|wav|pdf|gif)$/.test(name),
  );
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) {
    const bytes = readFileSync(new URL(name, samples));
    expect([name, contradicts(contentTypeOfName(name), bytes), contentTypeOfBytes(bytes)]).toEqual([
      name,
      false,
      expect.any(String),
    ]);
  }
});

test.each([
  ...Object.keys(extensionsOf),
  'application/vnd.ms-excel.sheet.macroEnabled.12',
  'application/vnd.ms-powerpoint.presentation.macroEnabled.12',
  'application/vnd.oasis.opendocument.text',
])('a file of %s is derived as an item that may have it', (contentType) => {
  expect(contentTypeFits(contentType, itemTypeOfContentType(contentType), 'PRIMARY')).toBe(true);
});
