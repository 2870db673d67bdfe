import type { Agent } from 'node:https';
import { isIP } from 'node:net';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

/**
 * Creates an agent that connects to this address through the proxy in HTTP_PROXY or HTTPS_PROXY. Returns undefined if
 * no proxy is set, if NO_PROXY lists the host, or if the address is on this machine. The proxy must support CONNECT.
 */
export function createProxyAgent(url: string, maxSockets: number): Agent | undefined {
  const proxy = findProxy(new URL(url));
  if (proxy === '') return undefined;
  // Inside the tunnel, the agent uses TLS only for https addresses.
  return new HttpsProxyAgent(proxy, { keepAlive: true, maxSockets });
}

/**
 * Returns the proxy in the environment, or an empty string. Like `fetch`, uses HTTP_PROXY for https addresses if
 * HTTPS_PROXY is not set.
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
