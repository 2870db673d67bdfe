import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type MintedUrl, SignedUrls } from './signed-urls.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const ignore = () => {};

/** A server that signs URLs, counts requests and can be made to fail. */
function signer(expiresIn = 300) {
  const batches: string[][] = [];
  const server = { isDown: false, missing: new Set<string>(), batches };
  const urls = new SignedUrls({
    async mint(ids): Promise<(MintedUrl | null)[]> {
      batches.push([...ids]);
      if (server.isDown) throw new Error('down');
      return ids.map((id) =>
        server.missing.has(id) ? null : { url: `https://store/${id}?n=${batches.length}`, expiresIn },
      );
    },
  });
  return { urls, server, batches };
}

describe('signed URLs', () => {
  test('what becomes visible within 12 ms is asked for at once, each id once, at most 100 a request', async () => {
    const { urls, batches } = signer();
    for (let i = 0; i < 130; i++) urls.subscribe(`a${i}`, ignore);
    urls.subscribe('a0', ignore);
    await vi.advanceTimersByTimeAsync(11);
    expect(batches).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(batches.map((batch) => batch.length)).toEqual([100, 30]);
    urls.subscribe('a5', ignore);
    await vi.advanceTimersByTimeAsync(100);
    expect(batches).toHaveLength(2);
    expect(urls.get('a129')).toMatchObject({ status: 'ready', url: 'https://store/a129?n=2' });
  });

  test('an asset in flight is not asked for again', async () => {
    const { urls, batches } = signer();
    urls.subscribe('a', ignore);
    vi.advanceTimersByTime(12);
    urls.subscribe('a', ignore);
    await vi.advanceTimersByTimeAsync(50);
    expect(batches).toEqual([['a']]);
  });

  test('what the page brought needs no request', async () => {
    const { urls, batches } = signer();
    urls.seed('a', { url: 'https://store/a', expiresIn: 300 });
    urls.subscribe('a', ignore);
    expect(await urls.fresh('a')).toBe('https://store/a');
    await vi.advanceTimersByTimeAsync(50);
    expect(batches).toHaveLength(0);
  });

  test('a tile that left before its wish was sent costs nothing', async () => {
    const { urls, batches } = signer();
    urls.subscribe('a', ignore)();
    const leave = urls.subscribe('b', ignore);
    urls.subscribe('b', ignore);
    leave();
    await vi.advanceTimersByTimeAsync(50);
    expect(batches).toEqual([['b']]);
  });

  test('a URL is stale 20 % of its life, at least 8 s, before it dies; whatever the wall clock says', async () => {
    const { urls } = signer();
    urls.seed('long', { url: 'https://store/long', expiresIn: 300 });
    urls.seed('short', { url: 'https://store/short', expiresIn: 20 });
    urls.seed('dying', { url: 'https://store/dying', expiresIn: 4 });
    vi.setSystemTime(Date.now() + 3_600_000);
    expect([urls.isFresh('long'), urls.isFresh('short'), urls.isFresh('dying')]).toEqual([true, true, true]);
    vi.advanceTimersByTime(2_000);
    expect(urls.isFresh('dying')).toBe(false);
    vi.advanceTimersByTime(10_000);
    expect(urls.isFresh('short')).toBe(false);
    vi.advanceTimersByTime(228_000 - 1);
    expect(urls.isFresh('long')).toBe(true);
    vi.advanceTimersByTime(1);
    expect(urls.isFresh('long')).toBe(false);
    expect(urls.get('long')).toEqual({ status: 'waiting' });
  });

  test('a page seen again does not replace a URL that the browser has cached', () => {
    const { urls } = signer();
    urls.seed('a', { url: 'https://store/first', expiresIn: 300 });
    const before = urls.get('a');
    urls.seed('a', { url: 'https://store/second', expiresIn: 300 });
    expect(urls.get('a')).toBe(before);
  });

  test('a refused URL is replaced twice, then given up; a late refusal of an old URL says nothing', async () => {
    const { urls, batches } = signer();
    const seen: string[] = [];
    urls.subscribe('a', () => seen.push(urls.get('a').status));
    await vi.advanceTimersByTimeAsync(12);
    for (let i = 0; i < 3; i++) {
      const state = urls.get('a');
      if (state.status === 'ready') urls.refused('a', state.url);
      urls.refused('a', 'https://store/a?n=0');
      await vi.advanceTimersByTimeAsync(12);
    }
    expect(batches).toHaveLength(3);
    expect(seen).toEqual(['ready', 'waiting', 'ready', 'waiting', 'ready', 'failed']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(batches).toHaveLength(3);
    urls.retry('a');
    await vi.advanceTimersByTimeAsync(12);
    expect(urls.get('a').status).toBe('ready');
  });

  test('while the server is down it is asked three times, not for ever', async () => {
    const { urls, server, batches } = signer();
    server.isDown = true;
    urls.subscribe('a', ignore);
    const failing = expect(urls.fresh('a')).rejects.toThrow('No URL for a.');
    await vi.advanceTimersByTimeAsync(60_000);
    await failing;
    expect(batches).toHaveLength(3);
    expect(urls.get('a')).toEqual({ status: 'failed', reason: 'unavailable' });
  });

  test('an asset that may not be seen fails at once, its neighbours do not', async () => {
    const { urls, server } = signer();
    server.missing.add('b');
    for (const id of ['a', 'b', 'c']) urls.subscribe(id, ignore);
    await vi.advanceTimersByTimeAsync(12);
    expect(['a', 'b', 'c'].map((id) => urls.get(id).status)).toEqual(['ready', 'failed', 'ready']);
    expect(urls.get('b')).toEqual({ status: 'failed', reason: 'not-found' });
  });

  test('a player that asks after the URL went stale gets a new one', async () => {
    const { urls } = signer();
    urls.seed('film', { url: 'https://store/film', expiresIn: 60 });
    vi.advanceTimersByTime(50_000);
    const url = urls.fresh('film');
    await vi.advanceTimersByTimeAsync(12);
    expect(await url).toBe('https://store/film?n=1');
  });

  test('forgets URLs that nobody looks at', () => {
    const { urls } = signer();
    urls.seed('watched', { url: 'https://store/watched', expiresIn: 300 });
    urls.subscribe('watched', ignore);
    urls.seed('early', { url: 'https://store/early', expiresIn: 300 });
    for (let i = 0; i < 5_000; i++) urls.seed(`a${i}`, { url: `https://store/${i}`, expiresIn: 300 });
    expect(urls.isFresh('early')).toBe(false);
    expect(urls.isFresh('watched')).toBe(true);
    expect(urls.isFresh('a4999')).toBe(true);
  });
});
