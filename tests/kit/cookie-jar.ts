/** Cookies of a browser. As in browsers, all ports of this machine share one jar. */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  /** Fetches like a browser that follows no redirects, and stores the cookies of the response. */
  async fetch(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.#cookies.size > 0) headers.set('cookie', this.header());
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      const gone = value === '' || /max-age=0(;|$)/i.test(line);
      if (gone) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }

  header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  set(name: string, value: string) {
    this.#cookies.set(name, value);
  }
}
