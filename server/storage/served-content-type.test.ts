import { describe, expect, test } from 'vitest';
import { maySeeInline, servedContentType } from './served-content-type.ts';

describe('shown as they are', () => {
  test.each([
    ['image/png', 'image/png'],
    ['IMAGE/JPEG', 'image/jpeg'],
    ['image/avif', 'image/avif'],
    ['video/mp4; codecs="avc1.42E01E"', 'video/mp4'],
    ['video/x-matroska', 'video/x-matroska'],
    ['audio/mpeg', 'audio/mpeg'],
    ['audio/ogg', 'audio/ogg'],
    ['text/plain', 'text/plain; charset=utf-8'],
    ['text/plain; charset=ISO-8859-1', 'text/plain; charset=iso-8859-1'],
    ['text/vtt', 'text/vtt; charset=utf-8'],
    ['text/csv;charset="utf-8"', 'text/csv; charset=utf-8'],
    ['text/x-python', 'text/plain; charset=utf-8'],
    ['text/x-rust; charset=koi8-r', 'text/plain; charset=koi8-r'],
    ['application/json', 'application/json'],
  ])('%s', (contentType, served) => {
    expect(servedContentType(contentType)).toBe(served);
    expect(maySeeInline(contentType)).toBe(true);
  });
});

describe('only ever saved', () => {
  test.each([
    'text/html',
    'text/html; charset=utf-8',
    'application/xhtml+xml',
    'image/svg+xml',
    'IMAGE/SVG+XML ; charset=utf-8',
    'image/svg',
    'text/xml',
    'application/xml',
    'application/rss+xml',
    'text/javascript',
    'application/javascript',
    'video/html',
    'text/cache-manifest',
    'multipart/x-mixed-replace',
    'application/zip',
    'application/x-shockwave-flash',
    'image/png, text/html',
    'image/',
    'image',
    '',
    'image/png\r\ncontent-type: text/html',
  ])('%j', (contentType) => {
    expect(servedContentType(contentType)).toBe('application/octet-stream');
    expect(maySeeInline(contentType)).toBe(false);
  });
});

test('a PDF has its type for the viewer that fetches it, and is saved when it is opened', () => {
  expect(servedContentType('application/pdf')).toBe('application/pdf');
  expect(maySeeInline('application/pdf')).toBe(false);
});

test('no text is served in UTF-7, in which plain letters may be markup', () => {
  expect(servedContentType('text/plain; charset=utf-7')).toBe('text/plain; charset=utf-8');
});
