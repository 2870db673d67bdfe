import { EnvHttpProxyAgent, setGlobalDispatcher } from 'undici';

/** Addresses of this machine, which no proxy could reach. Without brackets, `::1` would be a host `:` with the port 1. */
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Sends what `fetch` asks for through the proxy that HTTP_PROXY and HTTPS_PROXY name, except for hosts in NO_PROXY and
 * this machine. Node 20 ignores these variables by itself; npm's undici shares its dispatcher with the built-in `fetch`.
 */
export function connectThroughProxy(env: Readonly<Record<string, string | undefined>>): void {
  const read = (name: string) => env[name.toLowerCase()] || env[name] || undefined;
  const [httpProxy, httpsProxy] = [read('HTTP_PROXY'), read('HTTPS_PROXY')];
  if (!httpProxy && !httpsProxy) return;
  const noProxy = [read('NO_PROXY'), ...loopback].filter(Boolean).join(',');
  setGlobalDispatcher(new EnvHttpProxyAgent({ httpProxy, httpsProxy, noProxy }));
}
