import { beforeEach, expect, test } from 'vitest';
import { AccessLog } from '#domain/access-log/access-log.ts';
import { authenticateSession, authenticateToken } from '#domain/identity/authenticate.ts';
import { demoPeople } from '#domain/identity/demo.ts';
import { hashPassword } from '#domain/identity/password.ts';
import { newId } from '#domain/ids.ts';
import { anonymous } from '#domain/viewer.ts';
import { countAttempts } from '#server/auth/count-attempts.ts';
import { answerTo, ask } from '#tests/kit/ask.ts';
import { idOf, mutate } from '#tests/kit/mutate.ts';
import { browserOf, contextOf, createPerson, type Person } from '#tests/kit/person.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
const oldPassword = 'heron egret bittern crane';
const newPassword = 'plover lapwing avocet ruff';

/** Returns a client without any credential, from this address. */
function nobody(address = '192.0.2.77') {
  const context = contextOf(lab(), anonymous);
  const secrets: string[] = [];
  const origin = { ...context.origin, address };
  return {
    ...context,
    origin,
    accessLog: new AccessLog(anonymous, origin),
    cookies: { ...context.cookies, setSession: ({ secret }: { secret: string }) => void secrets.push(secret) },
    secrets,
  };
}

let carol: Person;
let round = 0;
beforeEach(async () => {
  lab().outbox.splice(0);
  round += 1;
  carol = await createPerson(lab(), `carol-${round}`, lab().lumen.id, 'VIEWER');
  const passwordHash = await hashPassword(oldPassword);
  await lab().databases.system.user.update({ where: { id: carol.userId }, data: { passwordHash } });
});

const signIn = (email: string, password: string, context = nobody()) =>
  mutate(context, 'signIn', { email, password }, 'user { name email }');

test('the right password signs in, whatever the case of the address, and stands in the access log', async () => {
  const context = nobody();
  expect(await signIn(` ${carol.email.toUpperCase()}`, oldPassword, context)).toMatchObject({
    user: { email: carol.email },
  });
  const { system } = lab().databases;
  const viewer = await authenticateSession(
    { systemPool: lab().databases.systemPool, installation: lab().installation },
    context.secrets[0] ?? '',
  );
  expect(viewer).toMatchObject({ kind: 'PERSON', userId: carol.userId });
  const log = await system.accessLog.findMany({ where: { userId: carol.userId, action: 'SIGN_IN' } });
  expect(log).toMatchObject([{ orgId: lab().lumen.id, address: '192.0.2.77', requestId: 'test-request' }]);
});

test('an unknown address, a wrong password and an account without one are not told apart', async () => {
  const { bob } = lab(); // has no password
  const wrong = await signIn(carol.email, 'a wrong password');
  expect(wrong).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await signIn('nobody@nowhere.example', oldPassword)).toEqual(wrong);
  expect(await signIn(bob.email, oldPassword)).toEqual(wrong);
});

test('an unknown address takes as long as a wrong password', async () => {
  const attempts = { count: async () => {}, forgive: async () => {} };
  const milliseconds = async (email: string) => {
    const started = performance.now();
    await signIn(email, 'a wrong password', { ...nobody(), attempts });
    return performance.now() - started;
  };
  const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
  const known: number[] = [];
  const unknown: number[] = [];
  for (let index = 0; index < 15; index += 1) {
    known.push(await milliseconds(carol.email));
    unknown.push(await milliseconds(`nobody-${index}@nowhere.example`));
  }
  expect(median(unknown) / median(known)).toBeGreaterThan(0.6);
  expect(median(unknown) / median(known)).toBeLessThan(1.6);
});

test('too many attempts are refused, for an account that is there and for one that is not', async () => {
  const attempts = countAttempts(lab().databases.systemPool);
  for (const email of [carol.email, 'nobody-at-all@nowhere.example']) {
    const tries = [];
    for (let index = 0; index < 11; index += 1) {
      tries.push(await signIn(email, 'a wrong password', { ...nobody(`198.51.100.${round}`), attempts }));
    }
    expect(tries.map(({ code }) => code)).toEqual([...Array<string>(10).fill('INVALID_INPUT'), 'RATE_LIMITED']);
    // Now even the right password is refused from this address. It works from another address.
    const right = await signIn(email, oldPassword, { ...nobody(`198.51.100.${round}`), attempts });
    expect(right).toMatchObject({ code: 'RATE_LIMITED', message: expect.stringMatching(/\d+ s/) });
  }
  expect(await signIn(carol.email, oldPassword, { ...nobody('203.0.113.55'), attempts })).toHaveProperty('user');
});

test('the demo’s people come in while the installation lets them, and by no credential otherwise', async () => {
  const { databases, installation } = lab();
  const [demo] = demoPeople;
  const user = await databases.system.user.create({
    data: {
      id: newId(),
      email: demo.email,
      name: demo.name,
      passwordHash: await hashPassword(demo.password),
      memberships: { create: { orgId: lab().lumen.id, role: 'OWNER' } },
    },
  });
  const browser = await browserOf(lab(), 'Dana', user.id);
  const token = await mutate(
    browser,
    'createApiToken',
    { organizationId: idOf('Organization', lab().lumen), name: 'demo', scopes: ['READ'] },
    'secret',
  );
  const { secret } = token as { secret: string };
  expect(await signIn(demo.email, demo.password)).toHaveProperty('user');
  expect(await ask(browser, '{ viewer { kind } }')).toEqual({ viewer: { kind: 'PERSON' } });

  const strict = { ...installation, demoAccounts: false };
  const refused = await mutate({ ...nobody(), installation: strict }, 'signIn', {
    email: demo.email,
    password: demo.password,
  });
  expect(refused).toMatchObject({ code: 'INVALID_INPUT' });
  expect(
    await authenticateSession({ systemPool: lab().databases.systemPool, installation: strict }, browser.sessionSecret),
  ).toEqual(anonymous);
  expect(await authenticateToken({ systemPool: lab().databases.systemPool, installation: strict }, secret)).toEqual(
    anonymous,
  );
  lab().outbox.splice(0);
  await mutate({ ...nobody(), installation: strict }, 'requestPasswordReset', { email: demo.email });
  expect(lab().outbox).toEqual([]);
});

test('one sees one’s own sessions, and signs out another browser, or all', async () => {
  const { bob } = lab();
  const [here, there] = [await carol.inBrowser(), await carol.inBrowser()];
  const list = '{ viewer { browserSessions { id current address } } }';
  const { viewer } = await ask<{ viewer: { browserSessions: { id: string; current: boolean }[] } }>(here, list);
  expect(viewer.browserSessions).toHaveLength(2);
  const other = viewer.browserSessions.find(({ current }) => !current)!;
  expect((await answerTo(carol, list)).data).toEqual({ viewer: { browserSessions: null } }); // by a token

  const stranger = await bob.inBrowser();
  const foreign = await mutate(stranger, 'revokeBrowserSession', { browserSessionId: other.id });
  expect(foreign).toMatchObject({ code: 'NOT_FOUND' });
  expect(await mutate(stranger, 'revokeBrowserSession', { browserSessionId: idOf('BrowserSession', newId()) })).toEqual(
    foreign,
  );
  const node = 'query ($id: ID!) { node(id: $id) { __typename } }';
  expect(await ask(stranger, node, { id: other.id })).toEqual({ node: null });
  expect(await ask(here, node, { id: other.id })).toEqual({ node: { __typename: 'BrowserSession' } });

  expect(await mutate(here, 'revokeBrowserSession', { browserSessionId: other.id })).not.toHaveProperty('code');
  expect(await ask(there, '{ viewer { kind } }')).toEqual({ viewer: null });
  expect(await ask(here, '{ viewer { kind } }')).toEqual({ viewer: { kind: 'PERSON' } });
  expect(await mutate(carol, 'signOutEverywhere', null)).toMatchObject({ code: 'FORBIDDEN' }); // by a token
  expect(await mutate(here, 'signOutEverywhere', null, 'browserSessionCount')).toMatchObject({
    browserSessionCount: 1,
  });
  expect(await ask(here, '{ viewer { kind } }')).toEqual({ viewer: null });
});

test('a session ends when it is idle, and when its time is over', async () => {
  const { system } = lab().databases;
  const age = async (set: object) => {
    const browser = await carol.inBrowser();
    await system.session.updateMany({ where: { userId: carol.userId }, data: set });
    return (await ask<{ viewer: unknown }>(browser, '{ viewer { kind } }')).viewer;
  };
  const hours = (count: number) => new Date(Date.now() - count * 3_600_000);
  expect(await age({ lastSeenAt: hours(11) })).not.toBeNull();
  expect(await age({ lastSeenAt: hours(13) })).toBeNull();
  expect(await age({ expiresAt: hours(1) })).toBeNull();
});

test('a changed password ends the other sessions, not this one', async () => {
  const [here, there] = [await carol.inBrowser(), await carol.inBrowser()];
  const change = (input: object) =>
    mutate(here, 'changePassword', { currentPassword: oldPassword, newPassword, ...input });
  expect(await change({ currentPassword: 'not the one it was' })).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await change({ newPassword: 'aaaaaaaaaaaa' })).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await mutate(carol, 'changePassword', { currentPassword: oldPassword, newPassword })).toMatchObject({
    code: 'FORBIDDEN', // by a token
  });
  expect(await change({})).not.toHaveProperty('code');
  expect(await ask(here, '{ viewer { kind } }')).toEqual({ viewer: { kind: 'PERSON' } });
  expect(await ask(there, '{ viewer { kind } }')).toEqual({ viewer: null });
  expect(await signIn(carol.email, oldPassword)).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await signIn(carol.email, newPassword)).toHaveProperty('user');
});

test('a forgotten password is replaced by a link that works once and for a while', async () => {
  const { outbox, bob } = lab();
  const request = (email: string) =>
    mutate(nobody(`203.0.113.${round}`), 'requestPasswordReset', { email }, 'requested');
  const known = await request(carol.email);
  expect(await request('nobody@nowhere.example')).toEqual(known);
  expect(await request(bob.email)).toEqual(known); // signs in elsewhere, without a password here
  expect(outbox).toMatchObject([{ to: carol.email }]);
  const secret = /#([\w-]+)/.exec(outbox[0]!.text)?.[1] ?? '';

  const browser = await carol.inBrowser();
  const complete = (input: object) => mutate(nobody(), 'completePasswordReset', { secret, newPassword, ...input });
  expect(await complete({ secret: 'guessed' })).toMatchObject({ code: 'INVALID_INPUT' });
  const answers = await Promise.all([complete({}), complete({}), complete({})]);
  expect(answers.filter(({ code }) => code === undefined)).toHaveLength(1);
  expect(await complete({})).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await ask(browser, '{ viewer { kind } }')).toEqual({ viewer: null });
  expect(await signIn(carol.email, newPassword)).toHaveProperty('user');

  await request(carol.email);
  const late = /#([\w-]+)/.exec(outbox.at(-1)!.text)?.[1] ?? '';
  const { system } = lab().databases;
  await system.passwordReset.updateMany({ where: { usedAt: null }, data: { expiresAt: new Date() } });
  expect(await complete({ secret: late })).toMatchObject({ code: 'INVALID_INPUT' });
});

test('no secret is stored as it is', async () => {
  const browser = await carol.inBrowser();
  await mutate(nobody(`203.0.113.${round}`), 'requestPasswordReset', { email: carol.email });
  const secret = /#([\w-]+)/.exec(lab().outbox.at(-1)!.text)?.[1] ?? '';
  const { systemPool } = lab().databases;
  for (const table of ['session', 'password_reset', 'api_token', '"user"']) {
    const { rows } = await systemPool.query<{ text: string }>(`SELECT t::text AS text FROM ${table} t`);
    const stored = rows.map(({ text }) => text).join('\n');
    for (const value of [secret, browser.sessionSecret, carol.token, oldPassword]) {
      expect(stored).not.toContain(value);
      expect(stored).not.toContain(Buffer.from(value).toString('hex'));
    }
  }
  expect((await answerTo(browser, '{ viewer { user { email } } }')).data).toMatchObject({
    viewer: { user: { email: carol.email } },
  });
});
