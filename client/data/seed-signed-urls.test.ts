import { expect, test } from 'vitest';
import { seedSignedUrls } from './seed-signed-urls.ts';
import { SignedUrls } from './signed-urls.ts';

const asset = (id: string) => ({ id, signedUrl: { url: `https://store/${id}`, expiresInSeconds: 300 } });

test('every asset of an answer brings its URL, however deep it lies', async () => {
  const urls = new SignedUrls({ mint: () => Promise.reject(new Error('Nothing is to be asked for.')) });
  seedSignedUrls(urls, {
    dataset: { id: 'birds', items: { edges: [{ node: { id: 'wren', thumbnail: asset('small') } }, { node: null }] } },
    nodes: [null, asset('large')],
  });
  expect(await urls.fresh('small')).toBe('https://store/small');
  expect(await urls.fresh('large')).toBe('https://store/large');
});

test('what has no URL, or one under another name, is left alone', () => {
  const urls = new SignedUrls({ mint: async (ids) => ids.map(() => null) });
  seedSignedUrls(urls, [
    { id: 'wren', signedUrl: null },
    { id: 'robin', download: asset('robin').signedUrl },
    'text',
    7,
  ]);
  expect([urls.get('wren').status, urls.get('robin').status]).toEqual(['waiting', 'waiting']);
});
