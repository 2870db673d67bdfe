import type { Page } from '@playwright/test';
import { askApi, datasetId } from './api.ts';
import { demo, expect, signIn, test } from './page.ts';
import { type ServedUnderPath, startUnderPath } from './start-under-path.ts';

const path = '/vitrine';
let served: ServedUnderPath;

test.beforeAll(async ({ browser }) => {
  const page = await browser.newPage();
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  const { dataset } = await askApi<{
    dataset: { items: { edges: { node: { content: { primary: { signedUrl: { url: string } } } } }[] } };
  }>(
    page,
    '{ dataset(organizationSlug: "lumen", slug: "reading-room") { items(first: 1) { edges { node { content { primary { signedUrl { url } } } } } } } }',
  );
  served = await startUnderPath(path, dataset.items.edges[0]!.node.content.primary.signedUrl.url);
  await page.close();
});
test.afterAll(() => served.stop());

/** Collects requests to the host of this page that are outside the path, and requests that fail. */
function watchPaths(page: Page, origin: string): string[] {
  const outside: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) outside.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    const isUnderPath = url.pathname === path || url.pathname.startsWith(`${path}/`);
    // The editor of GraphiQL starts its workers from blobs.
    if (url.origin === origin && url.protocol !== 'blob:' && !isUnderPath) outside.push(url.href);
  });
  return outside;
}

/** Waits until the large picture of an item is drawn. */
async function expectPicture(page: Page) {
  const widths = () =>
    page.locator('img[src]').evaluateAll((all) => all.map((picture) => (picture as HTMLImageElement).naturalWidth));
  await expect.poll(async () => Math.max(0, ...(await widths()))).toBeGreaterThan(500);
}

for (const form of ['stripped', 'kept'] as const) {
  test(`Vitrine works under a path that the proxy has ${form}`, async ({ page, context }) => {
    served.setForm(form);
    const { url } = served;
    const outside = watchPaths(page, new URL(url).origin);

    // A deep link leads to the sign-in page, and after the sign-in to its target.
    await page.goto(`${url}/o/lumen/d/field-photographs`);
    await expect(page).toHaveURL((now) => now.href.startsWith(`${url}/login?next=`));
    await page.getByLabel('Email').fill(demo.email);
    await page.getByLabel('Password').fill(demo.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(`${url}/o/lumen/d/field-photographs`);

    // Opens the datasets and an item with its picture, and reloads.
    await page.getByRole('link', { name: 'Datasets', exact: true }).click();
    await expect(page).toHaveURL(`${url}/o/lumen`);
    await page.getByRole('link', { name: 'Field photographs' }).click();
    await page.getByRole('gridcell').first().click();
    await expect(page).toHaveURL((now) => now.href.startsWith(`${url}/o/lumen/d/field-photographs?item=`));
    await expectPicture(page);
    await page.reload();
    await expectPicture(page);
    await page.goto(`${url}/o/lumen/settings/members`);
    await expect(page.getByRole('cell', { name: demo.email })).toBeVisible();

    // Opens GraphiQL and goes back.
    await page.goto(`${url}/o/lumen/d/field-photographs`);
    await page.getByRole('button', { name: 'Copy as' }).click();
    const opened = context.waitForEvent('page');
    await page.getByRole('menuitem', { name: 'Open in GraphiQL' }).click();
    const graphiql = await opened;
    const outsideGraphiql = watchPaths(graphiql, new URL(url).origin);
    await expect(graphiql).toHaveURL((now) => now.href.startsWith(`${url}/graphiql`));
    const answered = graphiql.waitForResponse((response) => response.url() === `${url}/graphql`);
    await graphiql.getByRole('button', { name: /Execute query/ }).click();
    expect((await answered).status()).toBe(200);
    await graphiql.getByRole('link', { name: 'Back to Vitrine' }).click();
    await expect(graphiql).toHaveURL(`${url}/o/lumen`);
    await graphiql.close();

    // A share link contains the path too.
    const { createShareLink } = await askApi<{ createShareLink: { url: string } }>(
      page,
      `mutation ($dataset: ID!) {
        createShareLink(input: { datasetId: $dataset, name: "under a path" }) { ... on CreateShareLinkSuccess { url } }
      }`,
      { dataset: await datasetId(page, 'field-photographs', url) },
      url,
    );
    expect(createShareLink.url).toMatch(new RegExp(`^${url}/share#`));

    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL((now) => now.href.startsWith(`${url}/login`));
    await page.reload();
    await expect(page.getByLabel('Email')).toBeVisible();
    await page.goto(url);
    await expect(page.getByLabel('Email')).toBeVisible();
    expect([...outside, ...outsideGraphiql]).toEqual([]);
  });
}
