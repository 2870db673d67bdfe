import { afterAll, beforeAll, expect, test } from 'vitest';
import { CookieJar } from '#tests/kit/cookie-jar.ts';
import { idOf, mutate } from '#tests/kit/mutate.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { type Served, serve } from '#tests/kit/serve.ts';
import { worldOfFile } from '#tests/kit/world.ts';

const lab = worldOfFile();
let served: Served;

beforeAll(async () => {
  served = await serve(lab());
  await seedItems(lab().databases.system, lab().birds, [{ key: 'heron', position: 1 }]);
});
afterAll(() => served.stop());

async function share(input: object = {}) {
  const made = await mutate(
    lab().alice,
    'createShareLink',
    { datasetId: idOf('Dataset', lab().birds), name: 'for the museum', ...input },
    'secret shareLink { id }',
  );
  const { secret, shareLink: link } = made as unknown as { secret: string; shareLink: { id: string } };
  return { secret, link };
}

async function post(jar: CookieJar, query: string, headers: Record<string, string> = { 'x-vitrine-csrf': '1' }) {
  const response = await jar.fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const body = (await response.json()) as { data?: Record<string, unknown> };
  return { status: response.status, data: body.data, cookies: response.headers.getSetCookie() };
}

const open = (jar: CookieJar, secret: string) =>
  post(
    jar,
    `mutation { openShareLink(input: { secret: "${secret}" }) {
      __typename ... on OpenShareLinkSuccess { shared { organizationSlug datasetSlug datasetName revisionNumber } }
    } }`,
  );
const whoAmI = '{ viewer { kind shared { datasetSlug revisionNumber } } }';
const asOpened = { 'x-vitrine-csrf': '1', 'x-vitrine-share': 'opened' };

test('a browser keeps the link where its scripts cannot read it, and sees what it shows', async () => {
  const jar = new CookieJar();
  const { secret, link } = await share({ revisionNumber: 1 });
  const opened = await open(jar, secret);
  expect(opened.data?.['openShareLink']).toEqual({
    __typename: 'OpenShareLinkSuccess',
    shared: { organizationSlug: 'lumen', datasetSlug: 'birds', datasetName: 'Birds', revisionNumber: 1 },
  });
  expect(opened.cookies).toEqual([
    expect.stringMatching(/^vitrine-share=vts_[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/),
  ]);
  expect((await post(jar, whoAmI)).data).toEqual({
    viewer: { kind: 'SHARE_LINK', shared: { datasetSlug: 'birds', revisionNumber: 1 } },
  });
  // A page of another site gets no access.
  expect((await post(jar, whoAmI, {})).status).not.toBe(200);
  expect((await post(jar, whoAmI, { 'x-vitrine-csrf': '1', origin: 'https://evil.example' })).status).toBe(403);

  const entry = await lab().databases.system.accessLog.findFirstOrThrow({
    where: { action: 'SHARE_LINK', shareLinkId: { not: null } },
  });
  expect(idOf('ShareLink', entry.shareLinkId ?? '')).toBe(link.id);
  expect(entry.userId).toBeNull();

  await post(jar, 'mutation { signOut { __typename } }');
  expect((await post(jar, whoAmI)).data).toEqual({ viewer: null });
});

test('whoever is signed in stays so, and sees what the link shows where a page asks for it', async () => {
  const jar = new CookieJar();
  const { sessionSecret } = await lab().mallory.inBrowser();
  jar.set('vitrine-session', sessionSecret);
  await open(jar, (await share()).secret);
  expect((await post(jar, whoAmI)).data).toMatchObject({ viewer: { kind: 'PERSON', shared: null } });
  expect((await post(jar, whoAmI, asOpened)).data).toMatchObject({
    viewer: { kind: 'SHARE_LINK', shared: { datasetSlug: 'birds' } },
  });
  expect((await post(jar, '{ organization(slug: "meridian") { id } }', asOpened)).data).toEqual({ organization: null });
  await post(jar, 'mutation { signOut { __typename } }', asOpened);
  expect(jar.get('vitrine-share')).toBeUndefined();
  expect((await post(jar, whoAmI)).data).toMatchObject({ viewer: { kind: 'PERSON' } });
});

test('a revoked link shows nothing from the next request on, and opens no more', async () => {
  const jar = new CookieJar();
  const { secret, link } = await share();
  await open(jar, secret);
  await mutate(lab().alice, 'revokeShareLink', { shareLinkId: link.id });
  expect((await post(jar, whoAmI)).data).toEqual({ viewer: null });
  expect((await post(jar, whoAmI, asOpened)).status).toBe(401);
  const again = await open(jar, secret);
  const never = await open(new CookieJar(), 'vts_never');
  expect(again.data).toEqual({ openShareLink: { __typename: 'NotFound' } });
  expect(never.data).toEqual(again.data);
});
