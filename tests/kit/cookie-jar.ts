import { parseSetCookie, stringifyCookie } from 'cookie';

/** Keeps values unchanged, because browsers neither encode nor decode them. */
const unchanged = (value: string) => value;

/** Cookies of a browser. As in browsers, they are shared by all ports of this machine. */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  /** Sends a request with the cookies of the jar, and stores those of the response. Does not follow redirects. */
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
