import { expect, test } from 'vitest';
import { contentTypeOfName, itemTypeOfContentType } from '#formats/content-types.ts';
import { contentTypeFits } from '#formats/manifest/content-type-fits.ts';
import { transcriptExtensions, transcriptTypeNames } from '#formats/transcript-types.ts';
import { webImageTypes } from '#formats/web-images.ts';
import { fileKindOf } from './file-kind.ts';

test.for(transcriptTypeNames)('%s is a transcript for processing, roles and item types', (contentType) => {
  for (const written of [contentType, `${contentType.toUpperCase()}; charset=utf-8`]) {
    expect(fileKindOf(written, false)).toBe('TRANSCRIPT');
    expect(contentTypeFits(written, 'VIDEO', 'TRANSCRIPT')).toBe(true);
    expect(itemTypeOfContentType(written)).toBe('FILE');
  }
});

test.for(transcriptExtensions)('talk.%s has the content type of a transcript', (extension) => {
  expect(transcriptTypeNames).toContain(contentTypeOfName(`talk.${extension}`));
});

test('names that resemble those of transcripts and images are others', () => {
  expect(fileKindOf('application/ttmlxxml', false)).toBeNull();
  expect(fileKindOf('image/vnd-microsoft-icon', false)).toBe('OTHER_IMAGE');
});

test.for(webImageTypes)('%s is an image that browsers show', (contentType) => {
  expect(fileKindOf(contentType, false)).toBe('WEB_IMAGE');
});
