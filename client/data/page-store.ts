import { Listeners } from './listeners.ts';
import * as strings from './strings.ts';

/** Request for several edges: from the start, after a cursor, or around an item. */
export interface PageRequest {
  after?: string;
  around?: string;
  first: number;
  signal: AbortSignal;
}

export interface LoadedPage<T> {
  edges: readonly { cursor: string; node: T }[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  totalCount?: number | null;
  /** Whether counting stopped at `totalCount`. The list may then be longer. */
  isTotalAtLeast?: boolean;
  /** Index of the first edge in the whole list, if the server computes it. */
  startIndex?: number | null;
}

export interface PageSource<T> {
  loadPage(request: PageRequest): Promise<LoadedPage<T>>;
  /** Loads every n-th cursor of the list: `anchors[k]` is the cursor of item `(k + 1) * every - 1`. */
  loadAnchors?(every: number, signal: AbortSignal): Promise<readonly string[]>;
}

export type PageState<T> =
  | { status: 'idle' | 'loading' }
  | { status: 'ready'; nodes: readonly T[] }
  | { status: 'failed'; error: unknown };

export interface PageStoreOptions {
  pageSize?: number;
  /** Number of loaded pages that are kept. The least recently used are removed first. */
  keepPages?: number;
  /** Maximum number of anchors to request, for a list of any length. */
  maxAnchors?: number;
}

interface Loading {
  controller: AbortController;
  promise: Promise<void>;
}

const idle: PageState<never> = { status: 'idle' };
const loading: PageState<never> = { status: 'loading' };

/**
 * Pages of a long, immutable list. Any page can be loaded with a few requests, because anchors are cursors at regular
 * distances. Visible pages are loaded, and requests for pages that are no longer visible are cancelled. Memory use does
 * not grow with scrolling.
 */
export class PageStore<T> {
  readonly pageSize: number;
  readonly #source: PageSource<T>;
  readonly #keepPages: number;
  readonly #maxAnchors: number;
  /** Loaded pages, the least recently used first. */
  readonly #ready = new Map<number, PageState<T> & { status: 'ready' }>();
  readonly #failed = new Map<number, PageState<T> & { status: 'failed' }>();
  readonly #loading = new Map<number, Loading>();
  /** Cursor after which a page begins, for each page where it is known. */
  readonly #starts = new Map<number, string>();
  readonly #pageListeners = new Listeners<number>();
  readonly #totalListeners = new Listeners<'total'>();
  #anchors: Promise<void> | undefined;
  /** Maximum number of earlier pages to load to find the start of a page. */
  #walk = 1;
  #totalCount: number | undefined;
  #wanted = { first: 0, last: -1 };
  #lastFirstIndex = 0;
  /** Pages that a caller waits for. They are loaded even if they are not visible. */
  readonly #pinned: number[] = [];
  #cancelled = new AbortController();

  constructor(source: PageSource<T>, options: PageStoreOptions = {}) {
    this.#source = source;
    this.pageSize = options.pageSize ?? 50;
    this.#keepPages = options.keepPages ?? 60;
    this.#maxAnchors = options.maxAnchors ?? 5_000;
  }

  get totalCount(): number | undefined {
    return this.#totalCount;
  }

  get loadedPageCount(): number {
    return this.#ready.size;
  }

  pageOf(index: number): number {
    return Math.floor(index / this.pageSize);
  }

  getPage(page: number): PageState<T> {
    return this.#ready.get(page) ?? this.#failed.get(page) ?? (this.#loading.has(page) ? loading : idle);
  }

  /** Returns the item at an index, if its page has loaded. */
  getItem(index: number): T | undefined {
    const state = this.getPage(this.pageOf(index));
    return state.status === 'ready' ? state.nodes[index % this.pageSize] : undefined;
  }

  readonly subscribePage = (page: number, listener: () => void): (() => void) =>
    this.#pageListeners.add(page, listener);

  readonly subscribeTotal = (listener: () => void): (() => void) => this.#totalListeners.add('total', listener);

  /**
   * Sets the visible range of items. Loads its pages and cancels requests for other pages. After a small scroll, also
   * loads the next page in that direction.
   */
  want(firstIndex: number, lastIndex: number): void {
    const moved = firstIndex - this.#lastFirstIndex;
    this.#lastFirstIndex = firstIndex;
    const isScrolling = moved !== 0 && Math.abs(moved) <= 2 * this.pageSize;
    const first = Math.max(0, this.pageOf(firstIndex) - (isScrolling && moved < 0 ? 1 : 0));
    const ahead = isScrolling && moved > 0 ? 1 : 0;
    const last = Math.min(Math.max(first, this.pageOf(lastIndex) + ahead), this.#lastPage());
    this.#wanted = { first, last };
    for (const [page, { controller }] of this.#loading) {
      if (!this.#isNeeded(page)) controller.abort();
    }
    for (let page = first; page <= last; page++) {
      const ready = this.#ready.get(page);
      if (ready) this.#touch(page, ready);
      else if (!this.#failed.has(page)) this.#load(page).catch(ignore);
    }
  }

  /** Loads one page and returns its nodes. Scrolling does not cancel the request. */
  async load(page: number): Promise<readonly T[]> {
    this.#pinned.push(page);
    try {
      if (!this.#ready.has(page)) await this.#load(page);
      const state = this.getPage(page);
      if (state.status === 'ready') return state.nodes;
      throw state.status === 'failed' ? state.error : new DOMException(strings.cancelled, 'AbortError');
    } finally {
      this.#pinned.splice(this.#pinned.indexOf(page), 1);
    }
  }

  /** Loads the item at an index, such as the next item on a page that is not loaded yet. */
  async loadItem(index: number): Promise<T | undefined> {
    return (await this.load(this.pageOf(index)))[index % this.pageSize];
  }

  /** Loads a failed page again. */
  retry(page: number): void {
    this.#failed.delete(page);
    this.#load(page).catch(ignore);
    this.#pageListeners.notify(page);
  }

  /**
   * Returns the index of an item by its id, or undefined if the list does not contain the item. If the server does not
   * return the index, loads edges around the item until one of them is an anchor, whose index is known.
   */
  async locate(id: string): Promise<number | undefined> {
    const signal = this.#cancelled.signal;
    const around = await this.#source.loadPage({ around: id, first: this.pageSize, signal });
    this.#learnTotal(around.totalCount);
    const position = around.edges.findIndex((edge) => idOf(edge.node) === id);
    if (position < 0) return undefined;
    if (typeof around.startIndex === 'number') return around.startIndex + position;
    await this.#requireAnchors();
    const pageOfCursor = new Map([...this.#starts].map(([page, cursor]) => [cursor, page]));
    let passed = 0;
    for (let run = around; ; ) {
      const hit = run.edges.findIndex((edge) => pageOfCursor.has(edge.cursor));
      if (hit >= 0) {
        const page = pageOfCursor.get(run.edges[hit]?.cursor ?? '') ?? 0;
        return page * this.pageSize - 1 - (passed + hit) + position;
      }
      passed += run.edges.length;
      const end = run.edges.at(-1)?.cursor;
      if (!run.pageInfo.hasNextPage || !end) return (this.#totalCount ?? passed) - passed + position;
      run = await this.#source.loadPage({ after: end, first: this.pageSize, signal });
    }
  }

  /** Cancels all requests, for example when the user leaves the list. Keeps loaded pages. */
  cancel(): void {
    this.#cancelled.abort();
    this.#cancelled = new AbortController();
    for (const { controller } of this.#loading.values()) controller.abort();
  }

  #load(page: number): Promise<void> {
    const running = this.#loading.get(page);
    if (running && !running.controller.signal.aborted) return running.promise;
    const controller = new AbortController();
    const promise = this.#fetchPage(page, controller.signal)
      .catch((error: unknown) => {
        if (!controller.signal.aborted) this.#failed.set(page, { status: 'failed', error });
      })
      .finally(() => {
        if (this.#loading.get(page)?.controller === controller) this.#loading.delete(page);
        this.#pageListeners.notify(page);
      });
    this.#loading.set(page, { controller, promise });
    this.#pageListeners.notify(page);
    return promise;
  }

  async #fetchPage(page: number, signal: AbortSignal): Promise<void> {
    const after = page === 0 ? undefined : await this.#startOf(page, signal);
    signal.throwIfAborted();
    const loaded = await this.#source.loadPage({ ...(after && { after }), first: this.pageSize, signal });
    signal.throwIfAborted();
    const end = loaded.edges.at(-1)?.cursor;
    if (end && loaded.pageInfo.hasNextPage) this.#starts.set(page + 1, end);
    this.#failed.delete(page);
    this.#touch(page, { status: 'ready', nodes: loaded.edges.map((edge) => edge.node) });
    this.#evict();
    this.#learnTotal(loaded.isTotalAtLeast ? this.#countTo(page, loaded) : loaded.totalCount);
  }

  /**
   * Returns the number of items for a list that may be longer than counted. The number grows as the user scrolls
   * towards the end, where it becomes exact.
   */
  #countTo(page: number, { edges, pageInfo, totalCount }: LoadedPage<T>): number {
    const reached = page * this.pageSize + edges.length;
    return pageInfo.hasNextPage ? Math.max(this.#totalCount ?? 0, totalCount ?? 0, reached + this.pageSize) : reached;
  }

  /**
   * Returns the cursor after which a page begins. If neither an earlier response nor an anchor gives it, loads pages
   * from the nearest known start.
   */
  async #startOf(page: number, signal: AbortSignal): Promise<string> {
    const isNear = this.#starts.has(page) || page === 1 || this.#starts.has(page - 1);
    if (!isNear) await this.#requireAnchors();
    for (;;) {
      signal.throwIfAborted();
      const start = this.#starts.get(page);
      if (start) return start;
      let from = page - 1;
      while (from > 0 && !this.#starts.has(from)) from--;
      await this.#load(from);
      const failure = this.#failed.get(from);
      if (failure) {
        // If a page cannot be loaded, anchors may still give the start of the pages after it.
        await this.#requireAnchors();
        if (!this.#starts.has(page)) throw failure.error;
      } else if (this.#ready.has(from) && !this.#starts.has(from + 1)) {
        throw new RangeError(strings.listEnds(page));
      }
    }
  }

  #requireAnchors(): Promise<void> {
    this.#anchors ??= this.#fetchAnchors().catch((error: unknown) => {
      this.#anchors = undefined;
      throw error;
    });
    return this.#anchors;
  }

  async #fetchAnchors(): Promise<void> {
    const { signal } = this.#cancelled;
    if (this.#totalCount === undefined) {
      this.#learnTotal((await this.#source.loadPage({ first: 1, signal })).totalCount);
    }
    const pageCount = Math.ceil((this.#totalCount ?? 0) / this.pageSize);
    if (pageCount < 3) return;
    if (!this.#source.loadAnchors) {
      this.#walk = pageCount;
      return;
    }
    const stride = Math.ceil(pageCount / this.#maxAnchors);
    this.#walk = stride;
    const anchors = await this.#source.loadAnchors(stride * this.pageSize, signal);
    for (const [k, cursor] of anchors.entries()) this.#starts.set((k + 1) * stride, cursor);
  }

  #isNeeded(page: number): boolean {
    // A page between an anchor and a wanted page is also needed, because it leads to the start of the wanted page.
    const leads = (to: number) => page <= to && page >= to - this.#walk;
    return (
      (page >= this.#wanted.first && page <= this.#wanted.last) || leads(this.#wanted.first) || this.#pinned.some(leads)
    );
  }

  #lastPage(): number {
    return this.#totalCount === undefined ? 0 : Math.max(0, Math.ceil(this.#totalCount / this.pageSize) - 1);
  }

  #learnTotal(totalCount: number | null | undefined): void {
    if (totalCount === null || totalCount === undefined || totalCount === this.#totalCount) return;
    this.#totalCount = totalCount;
    this.#totalListeners.notify('total');
  }

  #touch(page: number, state: PageState<T> & { status: 'ready' }): void {
    this.#ready.delete(page);
    this.#ready.set(page, state);
  }

  #evict(): void {
    for (const page of this.#ready.keys()) {
      if (this.#ready.size <= this.#keepPages) return;
      const isInUse = (page >= this.#wanted.first && page <= this.#wanted.last) || this.#pinned.includes(page);
      if (!isInUse) this.#ready.delete(page);
    }
  }
}

function idOf(node: unknown): unknown {
  return typeof node === 'object' && node !== null && 'id' in node ? node.id : undefined;
}

function ignore(): void {
  // The failure is part of the page's state. No caller awaits this promise.
}
