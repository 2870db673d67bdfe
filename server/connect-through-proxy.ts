import { StartRefused } from './start-refused.ts';

/**
 * Addresses of this machine, which a proxy cannot reach. `::1` has brackets, because without them it would be parsed as
 * a host with port 1.
 */
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Sends requests of `fetch` through the proxy in HTTP_PROXY and HTTPS_PROXY, except to hosts in NO_PROXY and to this
 * machine. Node 20 ignores these variables. The dispatcher that the npm package undici sets also applies to the
 * built-in `fetch`.
 */
export async function connectThroughProxy(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const read = (name: string) => env[name.toLowerCase()] || env[name] || undefined;
  const [httpProxy, httpsProxy] = ['HTTP_PROXY', 'HTTPS_PROXY'].map((name) => {
    const value = read(name);
    if (value !== undefined && !isProxyUrl(value)) throw new BadProxy(name);
    return value;
  });
  if (!httpProxy && !httpsProxy) return;
  // Loaded only here, because most processes have no proxy.
  const { EnvHttpProxyAgent, setGlobalDispatcher } = await import('undici');
  const noProxy = [read('NO_PROXY'), ...loopback].filter(Boolean).join(',');
  setGlobalDispatcher(new EnvHttpProxyAgent({ httpProxy, httpsProxy, noProxy }));
}

function isProxyUrl(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && !/%(?![0-9a-f]{2})/i.test(url.username + url.password);
}

/**
 * Error for a proxy variable with an invalid value. The value may contain a password, so the message does not show it.
 */
class BadProxy extends StartRefused {
  constructor(name: string) {
    super(
      `${name} must be the URL of a proxy that begins with http:// or https://, such as http://proxy.example:3128; it is not shown here. In user and password write @ as %40, : as %3A and % as %25.`,
    );
  }
}
