declare module 'proxy-from-env' {
  /** Returns the address of the proxy for a URL, or an empty string. */
  export function getProxyForUrl(url: string): string;
}
