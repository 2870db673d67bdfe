import { parseSetCookie, stringifyCookie } from 'cookie';

/** Browsers neither decode nor encode a value. */
const unchanged = (value: string) => value;

/** Cookies of a browser. As in browsers, all ports of this machine share one jar. */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  /** Fetches like a browser that follows no redirects, and stores the cookies of the response. */
  async fetch(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.#cookies.size > 0) headers.set('cookie', this.header());
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const { name, value = '', maxAge } = parseSetCookie(line, { decode: unchanged });
      if (value === '' || maxAge === 0) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }

  header(): string {
    return stringifyCookie(Object.fromEntries(this.#cookies), { encode: unchanged });
  }

  get(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  set(name: string, value: string) {
    this.#cookies.set(name, value);
  }
}
