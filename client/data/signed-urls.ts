import { Listeners } from './listeners.ts';
import * as strings from './strings.ts';

export interface MintedUrl {
  url: string;
  /** Seconds from the response, because the clock of this machine may be wrong. */
  expiresIn: number;
}

export type SignedUrlState =
  | { status: 'waiting' }
  | { status: 'ready'; url: string; attempt: number }
  | { status: 'failed'; reason: 'not-found' | 'unavailable' };

export interface SignedUrlsOptions {
  /** Requests at most `batchSize` URLs at once. Returns them in the order of the ids, null where none is available. */
  mint: (ids: readonly string[]) => Promise<readonly (MintedUrl | null | undefined)[]>;
  batchSize?: number;
  /** How long ids are collected before they are sent. */
  gatherMilliseconds?: number;
  /** Milliseconds of a monotonic clock. */
  now?: () => number;
}

interface Entry {
  state: SignedUrlState;
  staleAt: number;
  /** Number of consecutive failures: failed requests, or URLs that the store refused. */
  failures: number;
}

const maxRetries = 2;
const maxEntries = 4_000;
const waiting: SignedUrlState = { status: 'waiting' };

/**
 * Provides signed URLs by asset and keeps them valid.
 *
 * Pages add the URLs of their responses. Components without one request theirs in batches. A URL is replaced before it
 * expires, and the number of attempts is limited.
 *
 * An id may also name a variant (`<asset>:ATTACHMENT`). Here it is only a key: `mint` reads it.
 */
export class SignedUrls {
  readonly #mint: SignedUrlsOptions['mint'];
  readonly #batchSize: number;
  readonly #gatherMilliseconds: number;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Listeners<string>();
  /** Ids to request with the next batch. */
  readonly #wishes = new Set<string>();
  readonly #inFlight = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SignedUrlsOptions) {
    this.#mint = options.mint;
    this.#batchSize = options.batchSize ?? 100;
    this.#gatherMilliseconds = options.gatherMilliseconds ?? 12;
    this.#now = options.now ?? (() => performance.now());
  }

  /** Stores a URL from the response of a page, so that the first screen needs no request. */
  seed(id: string, minted: MintedUrl): void {
    // Keeps a URL that is still valid, because the browser's cache knows it.
    if (this.isFresh(id)) return;
    const lifetimeMilliseconds = minted.expiresIn * 1_000;
    const marginMilliseconds = Math.min(Math.max(8_000, lifetimeMilliseconds * 0.2), lifetimeMilliseconds / 2);
    const failures = this.#entries.get(id)?.failures ?? 0;
    this.#entries.delete(id);
    this.#entries.set(id, {
      state: { status: 'ready', url: minted.url, attempt: failures },
      staleAt: this.#now() + lifetimeMilliseconds - marginMilliseconds,
      failures,
    });
    this.#wishes.delete(id);
    this.#forgetSome();
    this.#listeners.notify(id);
  }

  /** Returns the current state, the same object until it changes. A stale URL counts as missing. */
  get(id: string): SignedUrlState {
    const state = this.#entries.get(id)?.state ?? waiting;
    return state.status === 'ready' && !this.isFresh(id) ? waiting : state;
  }

  /** Returns whether a URL is known that will outlive the next request. */
  isFresh(id: string): boolean {
    const entry = this.#entries.get(id);
    return entry?.state.status === 'ready' && this.#now() < entry.staleAt;
  }

  /** Requests a URL while there are listeners. When the last one unsubscribes, an unsent request is dropped. */
  readonly subscribe = (id: string, listener: () => void): (() => void) => {
    const leave = this.#listeners.add(id, listener);
    if (!this.isFresh(id) && !this.#hasGivenUp(id)) this.#wish(id);
    return () => {
      leave();
      if (!this.#listeners.has(id)) this.#wishes.delete(id);
    };
  };

  /** Returns a URL that is valid for the next seconds: the known one, or a new one if that is stale. */
  async fresh(id: string): Promise<string> {
    if (!this.isFresh(id) && !this.#hasGivenUp(id)) {
      await new Promise<void>((resolve) => {
        const leave = this.subscribe(id, () => {
          if (this.get(id).status === 'waiting') return;
          leave();
          resolve();
        });
      });
    }
    const state = this.get(id);
    if (state.status !== 'ready') throw new Error(strings.noUrl(id));
    return state.url;
  }

  /**
   * Records that the store refused a URL. Requests a new one, at most twice in a row. Ignores a URL that has been
   * replaced since.
   */
  refused(id: string, url: string): void {
    const entry = this.#entries.get(id);
    if (!entry || entry.state.status !== 'ready' || entry.state.url !== url) return;
    entry.failures++;
    if (entry.failures > maxRetries) this.#settle(id, entry, { status: 'failed', reason: 'unavailable' });
    else {
      this.#settle(id, entry, waiting);
      this.#wish(id);
    }
  }

  /** Records that a URL worked. Resets the count of failures. */
  worked(id: string): void {
    const entry = this.#entries.get(id);
    if (entry) entry.failures = 0;
  }

  /** Tries an asset again that was given up. */
  retry(id: string): void {
    this.#entries.delete(id);
    this.#wish(id);
    this.#listeners.notify(id);
  }

  #hasGivenUp(id: string): boolean {
    return this.#entries.get(id)?.state.status === 'failed';
  }

  #wish(id: string): void {
    if (this.#inFlight.has(id)) return;
    this.#wishes.add(id);
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#send();
    }, this.#gatherMilliseconds);
  }

  #send(): void {
    const ids = [...this.#wishes];
    this.#wishes.clear();
    for (let at = 0; at < ids.length; at += this.#batchSize) {
      void this.#sendBatch(ids.slice(at, at + this.#batchSize));
    }
  }

  async #sendBatch(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#inFlight.add(id);
    let minted: readonly (MintedUrl | null | undefined)[] | undefined;
    try {
      minted = await this.#mint(ids);
    } catch {
      // The failure is counted for each id below.
    }
    for (const id of ids) this.#inFlight.delete(id);
    for (const [i, id] of ids.entries()) {
      const answer = minted?.[i];
      const entry = this.#entries.get(id) ?? { state: waiting, staleAt: 0, failures: 0 };
      if (answer) this.seed(id, answer);
      else if (minted) this.#settle(id, entry, { status: 'failed', reason: 'not-found' });
      else this.#retryLater(id, entry);
    }
  }

  #retryLater(id: string, entry: Entry): void {
    entry.failures++;
    this.#entries.set(id, entry);
    if (entry.failures > maxRetries) this.#settle(id, entry, { status: 'failed', reason: 'unavailable' });
    else if (this.#listeners.has(id)) this.#wish(id);
  }

  /** Drops entries without listeners beyond some thousands: a URL is half a kilobyte. */
  #forgetSome(): void {
    if (this.#entries.size <= maxEntries) return;
    for (const id of this.#entries.keys()) {
      if (this.#entries.size <= maxEntries * 0.8) return;
      if (!this.#listeners.has(id)) this.#entries.delete(id);
    }
  }

  #settle(id: string, entry: Entry, state: SignedUrlState): void {
    this.#entries.set(id, { ...entry, state, staleAt: 0 });
    this.#listeners.notify(id);
  }
}
