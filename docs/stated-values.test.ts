import { readFileSync } from 'node:fs';
import { buildSchema, isInputObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { defaultLimits as limits, signedUrlBounds } from '#domain/limits.ts';
import { signedUrlLife } from '#schema/asset.ts';
import { projectFile } from '#system/project-files.ts';
import { readPage } from './examples/pages.ts';

/** Sentences with numbers of the code, of pages and of places that cannot import them. */
const sentences: [page: string, sentence: string][] = [
  ['docs/guide/publishing.md', `Step 3 takes at most ${limits.uploadsPerCall} files a call.`],
  ['docs/guide/publishing.md', `Step 6 takes at most ${limits.inlineItems} items inline`],
  ['docs/guide/publishing.md', `If step 6 takes longer than ${limits.publishSeconds} seconds`],
  ['docs/guide/publishing.md', `A session without activity for ${limits.ingestSessionHours} hours is abandoned.`],
  ['docs/guide/reading-by-api.md', `A URL works for ${signedUrlLife}`],
  ['docs/guide/architecture.md', `a URL that works for ${signedUrlLife}`],
  ['docs/guide/viewing.md', `work for at most ${signedUrlBounds.most} seconds more`],
  ['docs/security.md', `stay valid for at most ${signedUrlBounds.most} s.`],
  ['docs/security.md', `have ended: after ${signedUrlBounds.most} s`],
  ['client/sharing/strings.ts', `stay available for up to ${signedUrlBounds.most / 60} minutes`],
  ['.env.example', `${signedUrlBounds.least} to ${signedUrlBounds.most}, and of one for uploading.`],
  ['sdk/upload/batch-planner.ts', `const maxFiles = ${limits.uploadsPerCall};`],
  ['python/vitrine/upload/batches.py', `_MAX_FILES = ${limits.uploadsPerCall}\n`],
  ['python/vitrine/publish.py', `_MAX_INLINE_ITEMS = ${limits.inlineItems}\n`],
  ['python/vitrine/folder/manifest_drafts.py', `longer than ${limits.manifestLineByteSize / 1024 ** 2} MiB`],
  ['docs/examples/curl.md', `At most ${limits.inlineItems} items go inline.`],
];

test.each(sentences)('%s says: %s', (page, sentence) => {
  expect(readPage(page)).toContain(sentence);
});

test('the page about reading has a row for each condition of a filter', () => {
  const schema = buildSchema(readFileSync(projectFile('schema/schema.graphql'), 'utf8'));
  const filter = schema.getType('ItemFilter');
  const fields = isInputObjectType(filter) ? Object.keys(filter.getFields()) : [];
  const [, rows = ''] =
    /\| condition \| matches items \|\n(?:\| --- )*\|\n([^]*?)\n\n/.exec(readPage('docs/guide/reading-by-api.md')) ??
    [];
  const firstCells = rows.split('\n').map((row) => row.split('|')[1] ?? '');
  const conditions = new Set(Array.from(firstCells.join().matchAll(/`(\w+)/g), ([, name]) => name!));
  expect(conditions).toEqual(new Set(fields.filter((name) => !['and', 'not', 'or'].includes(name))));
});
