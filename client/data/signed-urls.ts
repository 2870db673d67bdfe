import { Listeners } from './listeners.ts';
import * as strings from './strings.ts';

export interface MintedUrl {
  url: string;
  /** Lifetime in seconds from the response. A time of day would be wrong if the clock of this machine is. */
  expiresIn: number;
}

export type SignedUrlState =
  | { status: 'waiting' }
  | { status: 'ready'; url: string; attempt: number }
  | { status: 'failed'; reason: 'not-found' | 'unavailable' };

export interface SignedUrlsOptions {
  /**
   * Requests at most `batchSize` URLs at once. Returns them in the order of the ids, with null for ids without a URL.
   */
  mint: (ids: readonly string[]) => Promise<readonly (MintedUrl | null | undefined)[]>;
  batchSize?: number;
  /** Time to collect ids before a request is sent. */
  gatherMilliseconds?: number;
  /** Returns the milliseconds of a monotonic clock. */
  now?: () => number;
}

interface Entry {
  state: SignedUrlState;
  staleAt: number;
  /** Number of consecutive failures. A failure is a failed request or a URL that the store refused. */
  failures: number;
}

const maxRetries = 2;
const maxEntries = 4_000;
const waiting: SignedUrlState = { status: 'waiting' };

/**
 * Store of signed URLs by asset, which renews them before they expire.
 *
 * Responses of pages add their URLs. Other URLs are requested in batches when a component needs them. The number of
 * attempts is limited.
 *
 * An id may also be a variant of an asset, such as `<asset>:ATTACHMENT`. Only `mint` interprets the suffix.
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
    // Keeps a known URL that is still valid, because the browser has cached its content.
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

  /** Returns whether the URL is known and will not expire before a new one can be requested. */
  isFresh(id: string): boolean {
    const entry = this.#entries.get(id);
    return entry?.state.status === 'ready' && this.#now() < entry.staleAt;
  }

  /**
   * Adds a listener for a URL, and requests the URL if it is missing or stale. When the last listener unsubscribes, a
   * request that is not sent yet is dropped. /
   */
  readonly subscribe = (id: string, listener: () => void): (() => void) => {
    const leave = this.#listeners.add(id, listener);
    if (!this.isFresh(id) && !this.#hasGivenUp(id)) this.#wish(id);
    return () => {
      leave();
      if (!this.#listeners.has(id)) this.#wishes.delete(id);
    };
  };

  /** Returns a URL that is still valid for some seconds. Requests a new one if the known URL expires earlier. */
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

  /** Requests the URL of an asset again after the last attempt has failed. */
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
      // Ignores the error, because the loop below counts a failure for each id.
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

  /** Removes entries without listeners if there are more than some thousands, because a URL has half a kilobyte. */
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
