import { expect, test } from 'vitest';
import { authenticateToken } from '#domain/identity/authenticate.ts';
import { newId } from '#domain/ids.ts';
import { answerTo, ask } from '#tests/kit/ask.ts';
import { idOf, mutate } from '#tests/kit/mutate.ts';
import { contextOf } from '#tests/kit/person.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
const lumen = () => idOf('Organization', lab().lumen);
const created = 'secret token { id name scopes expiresAt limited datasets { slug } }';

interface Created {
  secret: string;
  token: { id: string; expiresAt: string; limited: boolean; datasets: { slug: string }[] };
}

/** Returns a client that authenticates with this token. */
function bearer(secret: string) {
  const { databases, installation } = lab();
  return {
    name: 'a token',
    context: async () =>
      contextOf(lab(), await authenticateToken({ systemPool: databases.systemPool, installation }, secret)),
  };
}

async function make(who: Parameters<typeof mutate>[0], input: object) {
  const outcome = await mutate(
    who,
    'createApiToken',
    { organizationId: lumen(), name: 'nightly', scopes: ['READ'], ...input },
    created,
  );
  return { ...outcome, ...(outcome as unknown as Created) };
}

test('a person makes a token, sees it in the list, and revokes it', async () => {
  const { bob } = lab();
  const browser = await bob.inBrowser();
  const { secret, token } = await make(browser, { expiresInDays: 7 });
  expect(secret).toMatch(/^vtr_[\w-]{43}$/);
  expect(Date.parse(token.expiresAt) - Date.now()).toBeLessThanOrEqual(7 * 86_400_000);
  const mine = '{ viewer { kind tokens(first: 1) { edges { node { id hint } } } } }';
  expect(await ask(browser, mine)).toMatchObject({ viewer: { tokens: { edges: [{ node: { id: token.id } }] } } });
  expect(await ask(bearer(secret), mine)).toMatchObject({ viewer: { kind: 'TOKEN' } });
  expect(await mutate(browser, 'revokeApiToken', { tokenId: token.id }, 'token { revokedAt }')).toMatchObject({
    token: { revokedAt: expect.any(String) },
  });
  expect(await ask(bearer(secret), '{ viewer { kind } }')).toEqual({ viewer: null });
});

test('nobody makes a token that opens more than they may', async () => {
  const { bob, alice } = lab();
  expect(await make(await bob.inBrowser(), { scopes: ['PUBLISH'] })).toMatchObject({ code: 'FORBIDDEN' });
  expect(await make(await alice.inBrowser(), { scopes: ['READ', 'ADMIN'] })).toMatchObject({ code: 'FORBIDDEN' });
  expect(await make(await alice.inBrowser(), { scopes: [] })).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await make(await alice.inBrowser(), { name: 'x'.repeat(101) })).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await make(await alice.inBrowser(), { expiresInDays: 367 })).toMatchObject({ code: 'INVALID_INPUT' });
});

test('a foreign dataset and one that never was answer alike', async () => {
  const { ada, plates } = lab();
  const browser = await ada.inBrowser();
  const foreign = await make(browser, { datasetIds: [idOf('Dataset', plates)] });
  expect(foreign).toMatchObject({ code: 'NOT_FOUND' });
  expect(await make(browser, { datasetIds: [idOf('Dataset', newId())] })).toEqual(foreign);
  expect(await make(browser, { datasetIds: ['RGF0YXNldDpub25zZW5zZQ=='] })).toEqual(foreign);
});

test('a limited token reaches its datasets alone, administers nothing, and stays limited when they are gone', async () => {
  const { ada, databases, lumen: organization } = lab();
  const browser = await ada.inBrowser();
  const extra = await databases.system.dataset.create({
    data: { id: newId(), orgId: organization.id, slug: 'extra', name: 'Extra' },
  });
  const limited = { datasetIds: [idOf('Dataset', extra)] };
  expect(await make(browser, { ...limited, scopes: ['READ', 'ADMIN'] })).toMatchObject({ code: 'INVALID_INPUT' });
  const { secret, token } = await make(browser, { ...limited, scopes: ['READ', 'PUBLISH'] });
  expect(token).toMatchObject({ limited: true, datasets: [{ slug: 'extra' }] });
  const slugs = '{ datasets { edges { node { slug } } } }';
  expect(await ask(bearer(secret), slugs)).toEqual({ datasets: { edges: [{ node: { slug: 'extra' } }] } });
  const create = { organizationId: lumen(), slug: 'beyond', name: 'Beyond' };
  expect(await mutate(bearer(secret), 'createDataset', create)).toMatchObject({ code: 'FORBIDDEN' });
  await databases.system.dataset.deleteMany({ where: { id: extra.id } });
  expect(await ask(bearer(secret), slugs)).toEqual({ datasets: { edges: [] } });
});

test('only a token that administers makes another, no longer-lived than itself, and takes it along when revoked', async () => {
  const { ada } = lab();
  const browser = await ada.inBrowser();
  const reader = await make(browser, { scopes: ['READ'] });
  expect(await make(bearer(reader.secret), {})).toMatchObject({ code: 'FORBIDDEN' });
  const admin = await make(browser, { scopes: ['READ', 'ADMIN'], expiresInDays: 2 });
  expect(await make(bearer(admin.secret), { scopes: ['PUBLISH'] })).toMatchObject({ code: 'FORBIDDEN' });
  const child = await make(bearer(admin.secret), { scopes: ['READ', 'ADMIN'], expiresInDays: 300 });
  expect(child.token.expiresAt).toBe(admin.token.expiresAt);
  const grandchild = await make(bearer(child.secret), {});
  await mutate(browser, 'revokeApiToken', { tokenId: admin.token.id });
  for (const { secret } of [admin, child, grandchild]) {
    expect(await ask(bearer(secret), '{ viewer { kind } }')).toEqual({ viewer: null });
  }
  expect(await ask(bearer(reader.secret), '{ viewer { kind } }')).toEqual({ viewer: { kind: 'TOKEN' } });
});

test('admins see and revoke the tokens of all; others only their own; a token only itself', async () => {
  const { ada, alice, bob, mallory } = lab();
  const { secret, token } = await make(await bob.inBrowser(), { name: "bob's own" });
  const all = '{ organization(slug: "lumen") { tokens(first: 100) { edges { node { id user { name } } } } } }';
  expect(JSON.stringify(await ask(await ada.inBrowser(), all))).toContain(token.id);
  const refused = await answerTo(await alice.inBrowser(), all);
  expect(refused.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  expect(refused.data).toEqual({ organization: { tokens: null } });

  const never = idOf('ApiToken', newId());
  for (const stranger of [await alice.inBrowser(), await mallory.inBrowser()]) {
    const answer = await mutate(stranger, 'revokeApiToken', { tokenId: token.id });
    expect(answer).toMatchObject({ code: 'NOT_FOUND' });
    expect(answer).toEqual(await mutate(stranger, 'revokeApiToken', { tokenId: never }));
    const node = 'query ($id: ID!) { node(id: $id) { __typename id } }';
    expect(await answerTo(stranger, node, { id: token.id })).toEqual(await answerTo(stranger, node, { id: never }));
  }
  const own = (await ask(bearer(secret), '{ viewer { tokens { edges { node { id } } } } }')) as unknown;
  expect(own).toEqual({ viewer: { tokens: { edges: [{ node: { id: token.id } }] } } });
  const other = await make(await bob.inBrowser(), {});
  expect(await mutate(bearer(secret), 'revokeApiToken', { tokenId: other.token.id })).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await mutate(await ada.inBrowser(), 'revokeApiToken', { tokenId: token.id })).not.toHaveProperty('code');
});

test('tokens minted while their maker is revoked do not survive it', async () => {
  const { ada } = lab();
  const browser = await ada.inBrowser();
  for (let round = 0; round < 5; round += 1) {
    const maker = await make(browser, { scopes: ['READ', 'ADMIN'] });
    const [, ...children] = await Promise.all([
      mutate(browser, 'revokeApiToken', { tokenId: maker.token.id }),
      ...Array.from({ length: 4 }, () => make(bearer(maker.secret), {})),
    ]);
    for (const { secret } of children.filter((child) => child.secret)) {
      expect(await ask(bearer(secret), '{ viewer { kind } }')).toEqual({ viewer: null });
    }
  }
});
