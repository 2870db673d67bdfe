import type { Locator, Page } from '@playwright/test';
import { askApi } from './api.ts';
import { expect, signIn, test, vitrineUrl } from './page.ts';

/** Values that are invalid for a param of a list, number, date, id or path. */
const hostileValues = [
  'cube',
  '',
  ',',
  ',,,',
  'soon',
  '1,2',
  '-1',
  'NaN',
  '1e999',
  '0x10',
  'yesterday',
  '2026-02-31',
  '99999-01-01',
  'http://evil.example',
  '//evil.example',
  '%2F%5Cevil.example',
  '%2F%09%2Fevil.example',
  'javascript:alert(1)',
  '%00',
  '%E0%A4%A',
  '%',
  '__proto__',
  'constructor',
  '%5B%5D',
  '%7B%22a%22:1%7D',
  '%F0%9F%A6%86',
  'x'.repeat(20_000),
];
/** Values that are invalid even for a param of free text. */
const hostileTexts = ['', '%00', 'a%0Ab', 'x'.repeat(20_000)];

interface Route {
  path: string;
  /** Search params whose invalid values mean the default. */
  params: string[];
  /** Params that take any text of moderate length. */
  texts?: string[];
  /** True if the page reads no params. One address is then enough to show that it ignores them. */
  readsNone?: boolean;
  /** Content that is visible when all params have their defaults. */
  content: (page: Page) => Locator;
}

const routes: Route[] = [
  {
    path: '/o/lumen/d/field-photographs',
    params: ['type', 'view', 'size', 'sort', 'at', 't', 'xywh', '__proto__', 'constructor'],
    texts: ['q', 'label', 'tag'],
    content: (page) =>
      page
        .getByRole('grid', { name: /^Items of/ })
        .locator('img[src]')
        .first(),
  },
  {
    path: '/o/lumen/d/field-photographs@1',
    params: ['view', 't'],
    content: (page) => page.getByRole('gridcell').first(),
  },
  {
    path: '/o/lumen/d/field-photographs/revisions',
    params: ['from', 'to'],
    content: (page) => page.getByText('Revision 1').or(page.getByText('r1')).first(),
  },
  {
    path: '/o/lumen/access',
    params: ['from', 'to', 'action', 'token', 'link'],
    texts: ['who', 'dataset', 'item'],
    content: (page) => page.getByRole('table').getByText('Dana Demo').first(),
  },
  {
    path: '/o/lumen/search',
    params: ['view'],
    texts: ['q'],
    content: (page) => page.getByRole('searchbox').first(),
  },
  {
    path: '/o/lumen',
    readsNone: true,
    params: ['view', 'q', 't'],
    content: (page) => page.getByText('Field photographs'),
  },
  {
    path: '/o/lumen/ingest',
    readsNone: true,
    params: ['from', 'state'],
    content: (page) => page.getByText('Spoken word').first(),
  },
  {
    path: '/o/lumen/settings/members',
    readsNone: true,
    params: ['role', 'tab'],
    content: (page) => page.getByRole('cell', { name: /demo@vitrine.example/ }).first(),
  },
  {
    path: '/o/lumen/d/reading-room/access',
    readsNone: true,
    params: ['tab', 'link'],
    content: (page) => page.getByRole('radio', { name: /All members/ }),
  },
];

function urlOf(path: string, names: readonly string[], value: string): string {
  const [plain, fixed] = path.split('?');
  return `${plain}?${[fixed, ...names.map((name) => `${name}=${value}`)].filter(Boolean).join('&')}`;
}

/** Goes to an address in the loaded app, as for a pasted link, but without a reload. */
async function visit(page: Page, url: string) {
  await page.evaluate((to) => {
    window.history.pushState({}, '', to);
    return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, url);
}

async function expectContent(page: Page, route: Route, url: string) {
  await expect(route.content(page), `content of ${url.slice(0, 200)}`).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
}

test('an odd value in a link means the default, on every page behind the sign-in', async ({ page }) => {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  const { dataset } = await askApi<{ dataset: { items: { edges: { node: { id: string } }[] } } }>(
    page,
    '{ dataset(organizationSlug: "lumen", slug: "moving-pictures") { items(first: 1) { edges { node { id } } } } }',
  );
  const film = dataset.items.edges[0]!.node.id;
  const opened: Route = {
    path: `/o/lumen/d/moving-pictures?item=${film}`,
    params: ['t', 'xywh'],
    content: (page) => page.locator('video'),
  };
  for (const route of [...routes, opened]) {
    const first = urlOf(route.path, route.params, 'cube');
    await page.goto(vitrineUrl() + first);
    await expectContent(page, route, first);
    const urls = [
      ...hostileValues.map((value) => urlOf(route.path, route.params, value)),
      ...hostileTexts.map((value) => urlOf(route.path, route.texts ?? [], value)),
      // Each param twice: once with a valid value first, and once with another invalid one.
      urlOf(route.path, [...route.params, ...route.params], 'cube'),
    ].slice(0, route.readsNone ? 1 : undefined);
    for (const url of urls) {
      await visit(page, url);
      await expectContent(page, route, url);
    }
  }
});

test('an item that does not exist says so, whatever its id looks like', async ({ page }) => {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  const gone = Buffer.from('Item:01a225c2-4b10-7423-937b-9a3a1858f3e6').toString('base64');
  for (const id of ['garbage', gone, '%F0%9F%A6%86', '__proto__', Buffer.from('Dataset:x').toString('base64')]) {
    await page.goto(`${vitrineUrl()}/o/lumen/d/field-photographs?item=${id}`);
    await expect(page.getByText('This item doesn’t exist')).toBeVisible();
    await expect(page.getByText(/BAD_REQUEST|INVALID|NOT_FOUND/)).toHaveCount(0);
    await page.getByRole('button', { name: 'Back to the dataset' }).click();
    await expect(page.getByRole('gridcell').first()).toBeVisible();
  }
});

test('after the sign-in a link leads nowhere but here', async ({ page }) => {
  for (const next of ['http://evil.example', '//evil.example', '/%5Cevil.example', '/%09/evil.example', '%00', ',']) {
    await page.goto(`${vitrineUrl()}/login?next=${next}&next=${next}`);
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  }
  await page.goto(`${vitrineUrl()}/login?next=/%09/evil.example`);
  await page.getByLabel(/e-?mail/i).fill('demo@vitrine.example');
  await page.getByLabel(/password/i).fill('look-closely');
  await page.getByRole('button', { name: /sign in/i }).click();
  await expect(page.getByText('Field photographs')).toBeVisible();
  expect(new URL(page.url()).origin).toBe(new URL(vitrineUrl()).origin);
});

test('“Try again” recovers a page whose code did not load', async ({ page, complaints }) => {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  await page.route(/\/assets\/access-page-/, (route) => route.abort());
  await page.goto(`${vitrineUrl()}/o/lumen/access?from=yesterday`);
  await expect(page.getByRole('heading', { name: 'Something went wrong' }).last()).toBeVisible();
  await page.unroute(/\/assets\/access-page-/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('table').getByText('Dana Demo').first()).toBeVisible();
  complaints.length = 0; // Forgets the complaints about the aborted requests.
});
