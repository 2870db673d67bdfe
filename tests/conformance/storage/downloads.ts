import { expect } from 'vitest';
import { send } from '#object-store/testing/send.ts';
import { bytes, expectRefused, other, readAll, type StorageCase, served, stored } from './store-under-test.ts';

/** Cases of reading with presigned URLs. */
export const downloads: readonly StorageCase[] = [
  {
    name: 'a signed URL serves the type, name and caching that were signed',
    run: async (store) => {
      await stored(store, 'downloads/wren');
      const inline = await send({ method: 'GET', url: (await store.storage.signGet(served('downloads/wren'))).url });
      expect(inline.status).toBe(200);
      expect(inline.body).toEqual(bytes);
      expect(inline.headers).toMatchObject({
        'content-type': 'image/png',
        'content-disposition': `inline; filename="wren.png"; filename*=UTF-8''wren.png`,
        'cache-control': 'private, max-age=300',
      });
    },
  },
  {
    name: 'what could run script is served as bytes to save, and sensitive ones are not cached',
    run: async (store) => {
      await stored(store, 'downloads/page');
      const page = {
        ...served('downloads/page'),
        contentType: 'text/html',
        filename: 'Zaunkönig “1”.html',
        sensitive: true,
      };
      const { headers } = await send({ method: 'GET', url: (await store.storage.signGet(page)).url });
      expect(headers['content-type']).toBe('application/octet-stream');
      expect(headers['content-disposition']).toMatch(
        /^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''Zaunk%C3%B6nig%20%E2%80%9C1%E2%80%9D\.html$/,
      );
      expect(headers['cache-control']).toBe('no-store');
    },
  },
  {
    name: 'ranges and conditions are answered as media players and caches expect',
    run: async (store) => {
      await stored(store, 'downloads/range');
      const { url } = await store.storage.signGet(served('downloads/range'));
      const part = await send({ method: 'GET', url, headers: { range: 'bytes=8-12' } });
      expect([part.status, part.body.toString(), part.headers['content-range']]).toEqual([
        206,
        'these',
        `bytes 8-12/${bytes.length}`,
      ]);
      expect((await send({ method: 'GET', url, headers: { range: 'bytes=-5' } })).body.toString()).toBe('bytes');
      expect((await send({ method: 'GET', url, headers: { range: 'bytes=99-' } })).status).toBe(416);
      const { etag = '' } = part.headers;
      expect((await send({ method: 'GET', url, headers: { 'if-none-match': etag } })).status).toBe(304);
      expect((await send({ method: 'GET', url, headers: { 'if-match': '"another"' } })).status).toBe(412);
    },
  },
  {
    name: 'a URL is good for nothing else',
    run: async (store) => {
      await stored(store, 'downloads/mine');
      await stored(store, 'downloads/yours');
      const { url } = await store.storage.signGet(served('downloads/mine'));
      expectRefused(await send({ method: 'GET', url: url.replace('/mine', '/yours') }));
      expectRefused(await send({ method: 'GET', url: url.replace('image%2Fpng', 'text%2Fhtml') }));
      expectRefused(await send({ method: 'GET', url: url.replace(/\?.*/, '') }));
      expectRefused(await send({ method: 'DELETE', url }));
      expectRefused(await send({ method: 'PUT', url, body: other }));
      expect(await readAll(store, 'downloads/mine')).toEqual(bytes);
    },
  },
  {
    name: 'a URL that has expired is refused',
    run: async (store) => {
      await stored(store, 'downloads/expired');
      const past = store.storageWith({ now: () => new Date(Date.now() - 600_000) });
      expectRefused(await send({ method: 'GET', url: (await past.signGet(served('downloads/expired'))).url }));
    },
  },
];
