import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LoadedPage, type PageRequest, type PageSource, PageStore } from './page-store.ts';

interface Row {
  id: string;
  note: string;
}

const cursorOf = (index: number) => `c${index}`;

/** A list on a server that responds after one or two turns of the event loop. Records the requests. */
function listOf(length: number, options: { anchors?: boolean; noteLength?: number } = {}) {
  const requests: PageRequest[] = [];
  const broken = new Set<number>();
  let cancelled = 0;
  const source: PageSource<Row> = {
    async loadPage(request): Promise<LoadedPage<Row>> {
      requests.push(request);
      await nextTurn();
      if (requests.length % 3 === 0) await nextTurn();
      if (request.signal.aborted) {
        cancelled++;
        throw request.signal.reason;
      }
      let start = request.after ? Number(request.after.slice(1)) + 1 : 0;
      if (request.around) start = Math.max(0, Number(request.around.slice(1)) - Math.floor(request.first / 3));
      if (broken.has(start)) throw new Error(`no answer at ${start}`);
      const count = Math.max(0, Math.min(request.first, length - start));
      const edges = Array.from({ length: count }, (_, i) => ({
        cursor: cursorOf(start + i),
        node: { id: `i${start + i}`, note: `${start + i} `.padEnd(options.noteLength ?? 0, `${start + i} `) },
      }));
      return { edges, pageInfo: { hasNextPage: start + count < length }, totalCount: length };
    },
  };
  if (options.anchors !== false) {
    source.loadAnchors = async (every) => {
      await nextTurn();
      return Array.from({ length: Math.floor(length / every) }, (_, k) => cursorOf((k + 1) * every - 1));
    };
  }
  return { source, requests, broken, cancelled: () => cancelled };
}

/** Waits until every item of a range has loaded. */
async function arrived(store: PageStore<Row>, first: number, last: number): Promise<void> {
  for (let page = store.pageOf(first); page <= store.pageOf(last); page++) {
    if (store.getPage(page).status === 'ready') continue;
    await new Promise<void>((resolve) => {
      const leave = store.subscribePage(page, () => {
        if (store.getPage(page).status !== 'ready') return;
        leave();
        resolve();
      });
    });
  }
}

describe('a page store', () => {
  test('answers each item that was asked for, at its index, asking once for each page it keeps', async () => {
    const jump = fc.record({ at: fc.nat(4_999), span: fc.integer({ min: 1, max: 120 }), isAwaited: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(jump, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(3, 40, 5_000),
        fc.boolean(),
        async (jumps, maxAnchors, anchors) => {
          const server = listOf(5_000, { anchors });
          const store = new PageStore(server.source, { maxAnchors, keepPages: 200 });
          await store.load(0);
          for (const { at, span, isAwaited } of jumps) {
            const last = Math.min(4_999, at + span);
            store.want(at, last);
            if (!isAwaited) continue;
            await arrived(store, at, last);
            for (let index = at; index <= last; index++) expect(store.getItem(index)?.id).toBe(`i${index}`);
          }
          const end = jumps.at(-1) ?? { at: 0, span: 0 };
          await arrived(store, end.at, Math.min(4_999, end.at + end.span));
          const completed = server.requests.filter((request) => !request.signal.aborted && request.first > 1);
          const starts = completed.map((request) => request.after ?? '');
          expect(new Set(starts).size).toBe(starts.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('scrolls through 100,000 items with a bounded heap and forgets what was left behind', async () => {
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const heap = () => {
      collect();
      return process.memoryUsage().heapUsed / 2 ** 20;
    };
    const server = listOf(100_000, { noteLength: 2_000 });
    const store = new PageStore(server.source);
    await store.load(0);
    server.requests.length = 0;
    const before = heap();
    for (let first = 0; first < 100_000; first += 60) {
      const last = Math.min(99_999, first + 119);
      store.want(first, last);
      await arrived(store, first, last);
      expect(store.getItem(last)?.id).toBe(`i${last}`);
      server.requests.splice(0, server.requests.length - 1);
    }
    expect(store.loadedPageCount).toBe(60);
    expect(heap() - before).toBeLessThan(15);
  });

  test('jumps to the middle with one page and one list of anchors', async () => {
    const server = listOf(100_000);
    const store = new PageStore(server.source);
    await store.load(0);
    store.want(50_010, 50_040);
    await arrived(store, 50_010, 50_040);
    expect(server.requests.map((request) => request.after)).toEqual([undefined, cursorOf(49_999)]);
  });

  test('who scrolls on finds the next page there already', async () => {
    const store = new PageStore(listOf(1_000).source);
    await store.load(0);
    store.want(0, 30);
    expect(store.getPage(1).status).toBe('idle');
    store.want(10, 40);
    await arrived(store, 50, 99);
    store.want(500, 540);
    await arrived(store, 500, 540);
    expect(store.getPage(11).status).toBe('idle');
    store.want(490, 530);
    await arrived(store, 450, 530);
    store.want(480, 520);
    await arrived(store, 400, 449);
  });

  test('takes the server at its word where it says at which index its answer begins', async () => {
    const server = listOf(100_000);
    const { source } = server;
    const store = new PageStore({
      ...source,
      async loadPage(request) {
        const loaded = await source.loadPage(request);
        return { ...loaded, startIndex: Number(loaded.edges[0]?.cursor.slice(1)) };
      },
    });
    expect(await store.locate('i70007')).toBe(70_007);
    expect(server.requests).toHaveLength(1);
  });

  test('cancels pages that were scrolled past before they came', async () => {
    const server = listOf(100_000);
    const store = new PageStore(server.source);
    await store.load(1_000);
    const asked = server.requests.length;
    for (const at of [10_000, 20_000, 30_000, 40_000]) {
      store.want(at, at + 49);
      await Promise.resolve();
    }
    await arrived(store, 40_000, 40_049);
    expect(server.requests.length - asked).toBe(4);
    expect(server.cancelled()).toBe(3);
    expect(store.getPage(200).status).toBe('idle');
  });

  test('a page that somebody awaits is not cancelled by scrolling', async () => {
    const store = new PageStore(listOf(100_000).source);
    await store.load(0);
    const item = store.loadItem(70_007);
    store.want(10_000, 10_050);
    expect((await item)?.id).toBe('i70007');
  });

  test('a page that fails says why and comes when it is tried again', async () => {
    const server = listOf(1_000);
    const store = new PageStore(server.source);
    await store.load(0);
    server.broken.add(100);
    await expect(store.load(2)).rejects.toThrow('no answer at 100');
    expect(store.getPage(2)).toMatchObject({ status: 'failed', error: { message: 'no answer at 100' } });
    store.want(60, 170);
    await arrived(store, 150, 170);
    server.broken.clear();
    store.retry(2);
    await arrived(store, 60, 170);
    expect(store.getItem(120)?.id).toBe('i120');
  });

  test('finds the index of any item, though the server counts nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(4_999), fc.constantFrom(7, 20, 5_000), async (index, maxAnchors) => {
        const store = new PageStore(listOf(5_000).source, { maxAnchors });
        expect(await store.locate(`i${index}`)).toBe(index);
      }),
      { numRuns: 60 },
    );
    const short = new PageStore(listOf(7).source);
    expect(await short.locate('i6')).toBe(6);
    expect(await short.locate('i9')).toBeUndefined();
  });

  test('an empty list is ready and empty', async () => {
    const store = new PageStore(listOf(0).source);
    expect(await store.load(0)).toEqual([]);
    expect(store.totalCount).toBe(0);
  });
});

test('a list that was not counted to its end grows as its end comes nearer, and ends where it ends', async () => {
  const all = Array.from({ length: 23 }, (_, i) => ({ id: String(i) }));
  const store = new PageStore<{ id: string }>(
    {
      loadPage: async ({ after, first }) => {
        const start = after === undefined ? 0 : Number(after) + 1;
        const edges = all.slice(start, start + first).map((node) => ({ cursor: node.id, node }));
        const pageInfo = { hasNextPage: start + first < all.length, endCursor: edges.at(-1)?.cursor };
        return { edges, pageInfo, totalCount: 10, isTotalAtLeast: true };
      },
    },
    { pageSize: 5 },
  );
  const totals: (number | undefined)[] = [];
  for (let page = 0; page < 5; page++) {
    await store.load(page);
    totals.push(store.totalCount);
  }
  expect(totals).toEqual([10, 15, 20, 25, 23]);
});
