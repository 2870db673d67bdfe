import { EnvHttpProxyAgent, setGlobalDispatcher } from 'undici';

/**
 * Addresses of this machine, which a proxy could not reach. Without brackets, `::1` would be a host `:` with the port
 * 1.
 */
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Sends requests of `fetch` through the proxy in HTTP_PROXY and HTTPS_PROXY, except to hosts in NO_PROXY and to this
 * machine. Node 20 ignores these variables. The undici package of npm shares its dispatcher with the built-in `fetch`.
 */
export function connectThroughProxy(env: Readonly<Record<string, string | undefined>>): void {
  const read = (name: string) => env[name.toLowerCase()] || env[name] || undefined;
  const [httpProxy, httpsProxy] = [read('HTTP_PROXY'), read('HTTPS_PROXY')];
  if (!httpProxy && !httpsProxy) return;
  const noProxy = [read('NO_PROXY'), ...loopback].filter(Boolean).join(',');
  setGlobalDispatcher(new EnvHttpProxyAgent({ httpProxy, httpsProxy, noProxy }));
}
