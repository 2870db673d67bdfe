import { afterAll, beforeAll, expect, test } from 'vitest';
import { idOf, membershipOf, mutate } from '#tests/kit/mutate.ts';
import { createPerson, type Person } from '#tests/kit/person.ts';
import { type Served, serve } from '#tests/kit/serve.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
/** Two API servers with one database. */
let here: Served;
let there: Served;

beforeAll(async () => {
  [here, there] = await Promise.all([serve(lab()), serve(lab())]);
});
afterAll(async () => {
  await Promise.all([here.stop(), there.stop()]);
});

async function post(server: Served, headers: Record<string, string>, query = '{ viewer { kind } }') {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: (await response.json()) as { data?: unknown; errors?: unknown[] } };
}

const cookieOf = (secret: string) => ({ cookie: `vitrine-session=${secret}` });
const csrf = { 'x-vitrine-csrf': '1' };

test('whatever is no good credential is refused in the same words', async () => {
  const tokens = ['vtr_unknown', 'vts_unknown', 'eyJhbGciOiJub25lIn0.e30.', 'a.b.c', 'plain', 'x'.repeat(5_000)];
  const answers = await Promise.all(tokens.map((token) => post(here, { authorization: `Bearer ${token}` })));
  for (const { status, body } of answers) {
    expect(status).toBe(401);
    expect(JSON.stringify(body)).toContain('UNAUTHENTICATED');
  }
  const words = answers.map(({ body }) => JSON.stringify(body).replace(/"requestId":"[^"]+"/, ''));
  expect(new Set(words).size).toBe(1);
  // The response to a malformed token (RFC 6750, 2.1) says how to send one.
  for (const authorization of ['Basic YTpi', 'Bearer %', 'Bearer']) {
    expect((await post(here, { authorization })).status).toBe(401);
  }
  expect((await post(here, { 'x-vitrine-share': 'vts_unknown' })).status).toBe(401);
});

test('a cookie counts with the CSRF header, for our own pages alone, and never against a token', async () => {
  const { sessionSecret } = await lab().bob.inBrowser();
  const cookie = cookieOf(sessionSecret);
  expect((await post(here, { ...cookie, ...csrf })).body).toEqual({ data: { viewer: { kind: 'PERSON' } } });
  expect((await post(here, cookie)).status).not.toBe(200);
  expect((await post(here, { ...cookie, ...csrf, origin: 'https://evil.example' })).status).toBe(403);
  expect((await post(here, { ...cookie, ...csrf, origin: 'null' })).status).toBe(403);
  expect((await post(here, { ...cookie, ...csrf, origin: here.site.origin })).status).toBe(200);
  const both = await post(here, { ...cookie, ...csrf, authorization: `Bearer ${lab().mallory.token}` });
  expect(both.body).toEqual({ data: { viewer: { kind: 'TOKEN' } } });
  expect((await post(here, { ...cookie, ...csrf, authorization: 'Bearer vtr_gone' })).status).toBe(401);
});

/** Returns the milliseconds until a credential no longer works. */
async function milliseconds(isOver: () => Promise<boolean>) {
  const started = performance.now();
  while (!(await isOver())) {
    if (performance.now() - started > 10_000) throw new Error('It is still good after 10 s.');
  }
  return performance.now() - started;
}

test('a revoked token, a removed member and a lowered role take effect in every process', async () => {
  const { ada, alice, lumen, databases } = lab();
  const greta = await createPerson(lab(), 'greta', lumen.id, 'PUBLISHER');
  const bearer = (person: Person) => ({ authorization: `Bearer ${person.token}` });
  const role = async (person: Person) => {
    const { body } = await post(there, bearer(person), '{ organization(slug: "lumen") { role } }');
    return (body.data as { organization: { role: string } | null } | null | undefined)?.organization?.role ?? null;
  };
  expect(await role(greta)).toBe('PUBLISHER');
  await mutate(ada, 'setMemberRole', { membershipId: membershipOf(greta), role: 'VIEWER' });
  expect(await milliseconds(async () => (await role(greta)) === 'VIEWER')).toBeLessThan(5_000);
  await mutate(ada, 'removeMember', { membershipId: membershipOf(greta) });
  expect(await milliseconds(async () => (await role(greta)) === null)).toBeLessThan(5_000);

  const token = await databases.system.apiToken.findFirstOrThrow({ where: { userId: alice.userId } });
  expect((await post(there, bearer(alice))).status).toBe(200);
  await mutate(ada, 'revokeApiToken', { tokenId: idOf('ApiToken', token) });
  expect(await milliseconds(async () => (await post(there, bearer(alice))).status === 401)).toBeLessThan(5_000);
});

test('an open subscription ends with the credential it was opened by', async () => {
  const { ada, birds, lumen, databases } = lab();
  const iris = await createPerson(lab(), 'iris', lumen.id, 'PUBLISHER');
  const opened = await mutate(iris, 'openIngestSession', { datasetId: idOf('Dataset', birds) }, 'session { id }');
  const { id } = opened['session'] as { id: string };
  const follow = async () =>
    fetch(`${here.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${iris.token}`,
      },
      body: JSON.stringify({ query: `subscription { ingestSession(id: "${id}") { state } }` }),
    });
  const response = await follow();
  const reader = response.body!.getReader();
  const first = new TextDecoder().decode((await reader.read()).value);
  expect(first).not.toBe('');
  const token = await databases.system.apiToken.findFirstOrThrow({ where: { userId: iris.userId } });
  const started = performance.now();
  await mutate(ada, 'revokeApiToken', { tokenId: idOf('ApiToken', token) });
  for (let done = false; !done; ) ({ done } = await reader.read());
  expect(performance.now() - started).toBeLessThan(5_000);
  expect((await follow()).status).toBe(401);
});

test('the access log comes as a file, for admins alone', async () => {
  const { ada, bob, mallory, databases, lumen } = lab();
  await databases.system.$executeRaw`
    INSERT INTO access_log (id, at, org_id, action, user_agent, request_id)
    SELECT gen_random_uuid(), now() - make_interval(secs => n), ${lumen.id}::uuid, 'ASSET_URL', '=cmd|"x"', 'bulk'
    FROM generate_series(1, 2500) n`;
  const get = (token: string | null, path: string) =>
    fetch(`${here.url}/exports/access-log?${path}`, { headers: token ? { authorization: `Bearer ${token}` } : {} });
  const csv = await get(ada.token, 'organizationSlug=lumen&format=csv&actions=ASSET_URL');
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="access-log-lumen.csv"');
  const lines = (await csv.text()).trimEnd().split('\r\n');
  expect(lines).toHaveLength(2_501);
  expect(lines[1]).toContain(`"'=cmd|""x"""`);
  const ndjson = await (await get(ada.token, 'organizationSlug=lumen&format=ndjson')).text();
  const entries = ndjson
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; action: string });
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  // The access log has an entry for the export itself.
  expect(entries.filter(({ action }) => action === 'EXPORT').length).toBeGreaterThanOrEqual(1);

  expect((await get(bob.token, 'organizationSlug=lumen')).status).toBe(403);
  expect((await get(null, 'organizationSlug=lumen')).status).toBe(401);
  const foreign = await get(mallory.token, 'organizationSlug=lumen');
  const never = await get(mallory.token, 'organizationSlug=nowhere');
  expect([foreign.status, never.status]).toEqual([404, 404]);
  const words = async (response: Response) => (await response.text()).replace(/"requestId":"[^"]+"/, '');
  expect(await words(foreign)).toBe(await words(never));
  expect((await get(ada.token, 'organizationSlug=lumen&actions=NOTHING')).status).toBe(400);
  // A condition that the server ignored would export the entries of everybody.
  const misspelled = await get(ada.token, `organizationSlug=lumen&user=${ada.userId}`);
  expect([misspelled.status, await misspelled.text()]).toEqual([
    400,
    expect.stringContaining('Unknown parameter \\"user\\"'),
  ]);
  expect((await get(ada.token, `organizationSlug=lumen&userId=${ada.userId}&userId=${bob.userId}`)).status).toBe(400);
});
