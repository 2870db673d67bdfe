import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#domain/ids.ts';
import { CookieJar } from '#tests/kit/cookie-jar.ts';
import {
  client,
  signInAtProvider,
  startIdentityProvider,
  type TestIdentityProvider,
} from '#tests/kit/identity-provider.ts';
import { listeningLogger } from '#tests/kit/listening-logger.ts';
import { type Served, serve } from '#tests/kit/serve.ts';
import { worldOfFile } from '#tests/kit/world.ts';
import { identityProvider } from '../auth/identity-provider.ts';
import { sealedValues } from '../auth/sealed-cookie.ts';

const lab = worldOfFile();
const oldKey = 'the key that signed until yesterday, long enough';
const newKey = 'the key that signs from today on, long enough too';

const logged = listeningLogger();
let provider: TestIdentityProvider;
let served: Served;
/** A server that accepts e-mail addresses when the provider omits whether they are verified. */
let trusting: Served;
/** A server that is reached under a path. */
let underPath: Served;
/** A server whose signing keys have been rotated. */
let rotated: Served;

beforeAll(async () => {
  const { alice, bob } = lab();
  // The provider needs the server's address, and the server needs the provider's. The server therefore reads the
  // provider's address only at its first use.
  const late = { issuer: '' };
  const oidc = (signingKeys: string[], trustsEmail = false) => {
    let made: ReturnType<typeof identityProvider> | undefined;
    const current = () =>
      (made ??= identityProvider({
        issuer: new URL(late.issuer),
        clientId: client.client_id,
        clientSecret: client.client_secret,
        name: 'Company',
        trustsEmail,
      }));
    return {
      provider: {
        begin: (...args: Parameters<ReturnType<typeof identityProvider>['begin']>) => current().begin(...args),
        complete: (...args: Parameters<ReturnType<typeof identityProvider>['complete']>) => current().complete(...args),
      },
      provisions: [
        { domain: 'company.example', organization: 'lumen', role: 'VIEWER' as const },
        { domain: 'typo.example', organization: 'lumne', role: 'VIEWER' as const },
      ],
      sealed: sealedValues(signingKeys),
    };
  };
  served = await serve(lab(), { oidc: oidc([oldKey]), logger: logged.logger });
  trusting = await serve(lab(), { oidc: oidc([oldKey], true) });
  underPath = await serve(lab(), { oidc: oidc([oldKey]), basePath: '/vitrine' });
  rotated = await serve(lab(), { oidc: oidc([newKey, oldKey]) });
  provider = await startIdentityProvider(
    {
      carol: { email: 'Carol@company.example', email_verified: true, name: 'Carol Company' },
      alice: { email: alice.email, email_verified: true, name: 'Alice' },
      impostor: { email: bob.email, email_verified: false, name: 'Not Bob' },
      second: { email: alice.email, email_verified: true, name: 'Somebody who got her address' },
      stranger: { email: 's@elsewhere.example', email_verified: true, name: 'Stranger' },
      textual: { email: ' Textual@Company.example ', email_verified: 'true', name: 'Textual' },
      textuallyNot: { email: bob.email, email_verified: 'false', name: 'Not Bob' },
      entra: { email: 'entra@company.example', name: 'Entra' },
      addressless: { name: 'Nobody' },
      displayed: { email: `<${bob.email}>`, email_verified: true, name: 'Not Bob' },
      misprovisioned: { email: 'm@typo.example', email_verified: true, name: 'M' },
      lookalike: { email: 'x@company.example.evil.example', email_verified: true, name: 'X' },
    },
    [`${served.url}/auth/oidc/callback`, `${underPath.url}/vitrine/auth/oidc/callback`],
  );
  late.issuer = provider.issuer;
});

afterAll(async () => {
  await served.stop();
  await rotated.stop();
  await trusting.stop();
  await underPath.stop();
  await provider.stop();
});

/** Signs in with this account through all redirects. Returns the final address of the browser. */
async function signIn(account: string, jar = new CookieJar(), to = '/o/lumen?view=grid') {
  const start = await jar.fetch(`${served.url}/auth/oidc/start?to=${encodeURIComponent(to)}`);
  const back = await signInAtProvider(jar, provider.issuer, start.headers.get('location') ?? '', account);
  const response = await jar.fetch(back);
  return { jar, back, location: response.headers.get('location') };
}

async function whoIs(jar: CookieJar) {
  const response = await jar.fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-vitrine-csrf': '1' },
    body: JSON.stringify({
      query: '{ viewer { kind user { email name } memberships { role organization { slug } } } }',
    }),
  });
  return ((await response.json()) as { data: { viewer: Record<string, unknown> | null } }).data.viewer;
}

test('someone of a provisioned domain gets an account and a membership, and comes back to where they were', async () => {
  const { jar, location } = await signIn('carol');
  expect(location).toBe('/o/lumen?view=grid');
  expect(await whoIs(jar)).toEqual({
    kind: 'PERSON',
    user: { email: 'carol@company.example', name: 'Carol Company' },
    memberships: [{ role: 'VIEWER', organization: { slug: 'lumen' } }],
  });
  const { system } = lab().databases;
  const user = await system.user.findUniqueOrThrow({ where: { email: 'carol@company.example' } });
  const log = await system.accessLog.findMany({ where: { userId: user.id }, orderBy: { at: 'asc' } });
  expect(log.map(({ action }) => action).sort()).toEqual(['ROLE_CHANGE', 'SIGN_IN']);

  // A second sign-in opens the same account. Signing in does not restore a membership that was removed.
  await system.membership.deleteMany({ where: { userId: user.id } });
  const again = await signIn('carol');
  expect(await whoIs(again.jar)).toMatchObject({ user: { email: 'carol@company.example' }, memberships: [] });
});

test.each(['', '/vitrine'])(
  'under a path, one comes back to it, whether the proxy passes on “%s”',
  async (passedOn) => {
    const jar = new CookieJar();
    // A proxy that removes the path sends its requests to the root.
    const start = await jar.fetch(`${underPath.url}${passedOn}/auth/oidc/start?to=/o/lumen`);
    const asked = new URL(start.headers.get('location') ?? '');
    expect(asked.searchParams.get('redirect_uri')).toBe(`${underPath.url}/vitrine/auth/oidc/callback`);
    expect(start.headers.getSetCookie()[0]).toContain('Path=/vitrine;');
    const back = await signInAtProvider(jar, provider.issuer, asked.href, 'alice');
    expect(back.pathname).toBe('/vitrine/auth/oidc/callback');
    const response = await jar.fetch(back);
    expect(response.headers.get('location')).toBe('/vitrine/o/lumen');
    const failed = await new CookieJar().fetch(back);
    expect(failed.headers.get('location')).toBe('/vitrine/login?error=expired');
  },
);

test('an account is linked by a verified address, and from then on belongs to that subject', async () => {
  const { alice } = lab();
  const { jar } = await signIn('alice');
  expect(await whoIs(jar)).toMatchObject({ user: { email: alice.email }, memberships: [{ role: 'PUBLISHER' }] });
  const other = await signIn('second');
  expect(other.location).toBe('/login?error=no-account');
  expect(await whoIs(other.jar)).toBeNull();
});

test.each([
  { account: 'impostor', page: 'not-verified', reason: 'NOT_VERIFIED' },
  { account: 'textuallyNot', page: 'not-verified', reason: 'NOT_VERIFIED' },
  { account: 'entra', page: 'not-verified', reason: 'CLAIM_MISSING' },
  { account: 'addressless', page: 'no-email', reason: 'NO_EMAIL' },
  { account: 'displayed', page: 'no-email', reason: 'NOT_AN_ADDRESS' },
  { account: 'stranger', page: 'no-account', reason: 'NO_SUCH_ACCOUNT' },
  { account: 'lookalike', page: 'no-account', reason: 'NO_SUCH_ACCOUNT' },
  { account: 'misprovisioned', page: 'no-account', reason: 'ORGANIZATION_MISSING' },
])('$account is refused, and the log says why', async ({ account, page, reason }) => {
  const users = await lab().databases.system.user.count();
  const { jar, location } = await signIn(account);
  expect(location).toBe(`/login?error=${page}`);
  const line = logged.lines.findLast((said) => said.includes('A sign-in was refused')) ?? '{}';
  expect(JSON.parse(line)).toMatchObject({ reason });
  expect(await whoIs(jar)).toBeNull();
  expect(await lab().databases.system.user.count()).toBe(users);
});

test('a verified address may be said as text, and a missing claim be trusted', async () => {
  const { jar } = await signIn('textual');
  expect(await whoIs(jar)).toMatchObject({ user: { email: 'textual@company.example' } });

  trusting.site.origin = served.url;
  const arrive = async (account: string) => {
    const browser = new CookieJar();
    const start = await browser.fetch(`${trusting.url}/auth/oidc/start`);
    const back = await signInAtProvider(browser, provider.issuer, start.headers.get('location') ?? '', account);
    const response = await browser.fetch(`${trusting.url}${back.pathname}${back.search}`);
    return { browser, location: response.headers.get('location') };
  };
  const { browser, location } = await arrive('entra');
  expect(location).toBe('/');
  expect(await whoIs(browser)).toMatchObject({ user: { email: 'entra@company.example' } });
  expect(await arrive('impostor'), 'what is called unverified is never trusted').toMatchObject({
    location: '/login?error=not-verified',
  });
});

test('an answer of the provider counts once, in the browser that asked, and unchanged', async () => {
  const jar = new CookieJar();
  const start = await jar.fetch(`${served.url}/auth/oidc/start`);
  const url = new URL(start.headers.get('location') ?? '');
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    code_challenge: expect.any(String),
    state: expect.any(String),
    nonce: expect.any(String),
  });
  const back = await signInAtProvider(jar, provider.issuer, url.href, 'alice');
  const arrive = async (browser: CookieJar, address: URL) => (await browser.fetch(address)).headers.get('location');

  expect(await arrive(new CookieJar(), back)).toBe('/login?error=expired'); // another browser
  const cookie = jar.get('vitrine-oidc') ?? '';
  const tampered = new CookieJar();
  tampered.set('vitrine-oidc', `${cookie.slice(0, -3)}abc`);
  expect(await arrive(tampered, back)).toBe('/login?error=expired');
  for (const [name, value] of [
    ['state', 'another'],
    ['code', 'another'],
    ['iss', 'https://evil.example'],
  ] as const) {
    const changed = new URL(back);
    changed.searchParams.set(name, value);
    const browser = new CookieJar();
    browser.set('vitrine-oidc', cookie);
    expect([name, await arrive(browser, changed)]).toEqual([name, '/login?error=provider']);
    expect(await whoIs(browser)).toBeNull();
  }
  // A browser that started another sign-in has another state, nonce and verifier.
  const victim = new CookieJar();
  await victim.fetch(`${served.url}/auth/oidc/start`);
  expect(await arrive(victim, back)).toBe('/login?error=provider');
});

test('a sign-in that began before the keys were rotated is completed after it', async () => {
  const jar = new CookieJar();
  const start = await jar.fetch(`${served.url}/auth/oidc/start`);
  const back = await signInAtProvider(jar, provider.issuer, start.headers.get('location') ?? '', 'alice');
  // The provider knows only one address. The sign-in works because of the cookie, which the other server can decrypt
  // too.
  rotated.site.origin = served.url;
  const response = await jar.fetch(`${rotated.url}${back.pathname}${back.search}`);
  expect(response.headers.get('location')).toBe('/');
  expect(await whoIs(jar)).toMatchObject({ user: { email: lab().alice.email } });
  const sealed = await sealedValues([newKey]).seal('oidc', { state: 'x' }, 60);
  expect(await sealedValues([oldKey]).open('oidc', sealed)).toBeNull();
  expect(await sealedValues([newKey]).open('something else', sealed)).toBeNull();
  expect(await sealedValues([newKey]).open('oidc', await sealedValues([newKey]).seal('oidc', {}, -1))).toBeNull();
});

test.each([
  '//evil.example',
  'https://evil.example',
  '/\\evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '/%0d%0aset-cookie:x=y',
  'javascript:alert(1)',
])('nobody is sent on to %s', async (to) => {
  const { location } = await signIn('alice', new CookieJar(), to);
  expect(new URL(location ?? '', served.url).origin).toBe(served.url);
});

test('the demo’s people do not come in this way either, where they may not', async () => {
  const { databases, installation } = lab();
  await databases.system.user.create({ data: { id: newId(), email: 'demo@vitrine.example', name: 'Dana' } });
  const { signInByProvider } = await import('#domain/identity/sign-in-by-provider.ts');
  const context = { ...(await lab().alice.context()), installation: { ...installation, demoAccounts: false } };
  const identity = {
    issuer: provider.issuer,
    subject: 'dana',
    name: null,
    verifiedEmail: 'demo@vitrine.example',
    emailFault: null,
  };
  await expect(signInByProvider(context, identity, [])).rejects.toThrow('no account');
});

test('a provider that is down is said, and asked again next time', async () => {
  const broken = identityProvider({
    issuer: new URL('http://localhost:1'),
    clientId: 'x',
    clientSecret: null,
    name: 'X',
  });
  const down = await serve(lab(), { oidc: { provider: broken, provisions: [], sealed: sealedValues([newKey]) } });
  const response = await new CookieJar().fetch(`${down.url}/auth/oidc/start`);
  expect(response.headers.get('location')).toBe('/login?error=provider');
  await down.stop();
});

test('a path that is no URL of its own is a page of the viewer', async () => {
  expect((await fetch(`${served.url}//`, { headers: { accept: 'application/json' } })).status).toBe(404);
});
