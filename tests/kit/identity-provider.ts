import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Claims, Provider } from 'oidc-provider';
import type { CookieJar } from './cookie-jar.ts';

export const client = { client_id: 'vitrine', client_secret: 'a secret between the two of them' };

export interface TestIdentityProvider {
  issuer: string;
  stop(): Promise<void>;
}

/**
 * Starts a real OpenID Connect provider on a free port. `accounts` has the claims of each account, by the name with
 * which its user signs in.
 */
export async function startIdentityProvider(
  accounts: Record<string, Omit<Claims, 'sub'>>,
  redirectUris: string[],
): Promise<TestIdentityProvider> {
  const server = createServer((request, response) => handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const handle = new Provider(issuer, {
    clients: [{ ...client, redirect_uris: redirectUris }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['a key of the provider'] },
    findAccount: async (_context, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...accounts[id] }),
    }),
  }).callback();
  return {
    issuer,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/**
 * Signs in at the provider with an account and gives consent, as a user does on its pages. Returns the URL to which the
 * provider redirects the browser.
 */
export async function signInAtProvider(jar: CookieJar, issuer: string, start: string, account: string): Promise<URL> {
  let response = await jar.fetch(start);
  for (let step = 0; step < 12; step += 1) {
    const location = response.headers.get('location');
    if (location) {
      const next = new URL(location, issuer);
      if (next.origin !== issuer) return next;
      response = await jar.fetch(next);
      continue;
    }
    const page = await response.text();
    const action = /action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (!action || !prompt) throw new Error(`The provider answered ${response.status}: ${page.slice(0, 500)}`);
    response = await jar.fetch(new URL(action, issuer), {
      method: 'POST',
      body: new URLSearchParams({ prompt, login: account, password: 'any' }),
    });
  }
  throw new Error('The provider did not send the browser back.');
}
