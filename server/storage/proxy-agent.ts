import type { Agent } from 'node:https';
import { isIP } from 'node:net';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

/**
 * Creates an agent that connects through the proxy in HTTP_PROXY or HTTPS_PROXY for this address. Returns undefined if
 * none is set, if NO_PROXY lists the host, or if the address is of this machine. The proxy must allow CONNECT.
 */
export function createProxyAgent(url: string, maxSockets: number): Agent | undefined {
  const proxy = findProxy(new URL(url));
  if (proxy === '') return undefined;
  // The agent opens TLS inside the tunnel for https addresses, and none for http addresses.
  return new HttpsProxyAgent(proxy, { keepAlive: true, maxSockets });
}

/**
 * Finds the proxy in the environment. HTTP_PROXY also applies to https addresses if HTTPS_PROXY is not set, as for
 * `fetch`.
 */
function findProxy({ href, hostname, port, protocol }: URL): string {
  if (isLoopback(hostname)) return '';
  const proxy = getProxyForUrl(href);
  return proxy === '' && protocol === 'https:' ? getProxyForUrl(`http://${hostname}:${port || 443}`) : proxy;
}

function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
