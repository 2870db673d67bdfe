import type { Page } from '@playwright/test';
import { askApi, datasetId } from './api.ts';
import { expect, expectAccessible, signIn, test, vitrineUrl } from './page.ts';

interface Created {
  createShareLink: { url: string; shareLink: { id: string } };
}

/** Creates a share link to a dataset of lumen, as the owner of the demo. */
async function share(page: Page, slug: string, more: object = {}) {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  const { createShareLink } = await askApi<Created>(
    page,
    `mutation ($input: CreateShareLinkInput!) {
      createShareLink(input: $input) { ... on CreateShareLinkSuccess { url shareLink { id } } }
    }`,
    { input: { datasetId: await datasetId(page, slug), name: 'for the museum', ...more } },
  );
  return { url: createShareLink.url, id: createShareLink.shareLink.id };
}

/** Records the problems of a visitor's page, as for the pages of the tests. */
function listen(page: Page) {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  return complaints;
}

test('a visitor sees the dataset of the link in the ordinary pages, and nothing else', async ({ page, browser }) => {
  const { url, id } = await share(page, 'field-photographs');
  const secret = new URL(url).hash.slice(1);
  const context = await browser.newContext();
  const visitor = await context.newPage();
  const complaints = listen(visitor);
  const lines: string[] = [];
  visitor.on('request', (request) => lines.push(`${request.url()} ${JSON.stringify(request.headers())}`));
  await visitor.goto(url);
  await expect(visitor).toHaveURL(`${vitrineUrl()}/o/lumen/d/field-photographs`);
  await expect(visitor.getByRole('grid').locator('img').first()).toBeVisible();
  await expect(visitor.getByText(/Field photographs is shared with you until/)).toBeVisible();
  await expectAccessible(visitor);
  expect(lines.filter((line) => line.includes(secret))).toEqual([]);
  expect(
    await visitor.evaluate(() => `${document.cookie} ${JSON.stringify([localStorage, sessionStorage])}`),
  ).not.toContain(secret);

  await expect(visitor.getByRole('button', { name: /^Organization/ })).toBeHidden();
  await expect(visitor.getByRole('link', { name: 'Datasets', exact: true })).toBeHidden();
  await visitor.getByRole('button', { name: 'Account of Guest' }).click();
  await expect(visitor.getByRole('menuitem')).toHaveText([/Keyboard shortcuts/, 'Leave']);
  await visitor.keyboard.press('Escape');

  await visitor.getByRole('gridcell').first().click();
  await expect(visitor).toHaveURL(/item=/);
  await expect(visitor.getByText(/\b1 of 49\b/).first()).toBeVisible();
  await visitor.reload();
  await expect(visitor.getByText(/\b1 of 49\b/).first()).toBeVisible();
  await expectAccessible(visitor);

  // Every other page of the viewer leads back to the shared dataset. Another tab of the browser shows the same.
  for (const path of ['/', '/o/lumen', '/o/lumen/settings/members', '/o/lumen/access', '/o/meridian']) {
    const other = await context.newPage();
    await other.goto(vitrineUrl() + path);
    await expect(other).toHaveURL(`${vitrineUrl()}/o/lumen/d/field-photographs`);
    await other.close();
  }
  await visitor.goto(`${vitrineUrl()}/o/lumen/d/spoken-word`);
  await expect(visitor.getByText('Page not found')).toBeVisible();
  expect(complaints).toEqual([]);

  // The link works until it is revoked.
  await askApi(page, 'mutation ($link: ID!) { revokeShareLink(input: { shareLinkId: $link }) { __typename } }', {
    link: id,
  });
  await visitor.goto(`${vitrineUrl()}/o/lumen/d/field-photographs`);
  await expect(visitor.getByRole('heading', { name: 'This link has expired' })).toBeFocused();
  await expectAccessible(visitor);
  await context.close();
});

test('a link to one revision shows that one, also to somebody who is signed in', async ({ page }) => {
  const { url } = await share(page, 'spoken-word', { revisionNumber: 1 });
  await page.goto(url);
  await expect(page.getByText(/Revision 1 of Spoken word is shared with you until/)).toBeVisible();
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  await page.getByRole('link', { name: /^Revision 1/ }).click();
  await expect(page.getByText(/shared with you until/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Account of Guest' }).click();
  await page.getByRole('menuitem', { name: 'Leave' }).click();
  await expect(page.getByText(/shared with you until/)).toBeHidden();
  // The signed-in user is the same as before.
  await page.goto(`${vitrineUrl()}/o/lumen`);
  await expect(page.getByText('Field photographs')).toBeVisible();
  await expect(page.getByText(/shared with you/)).toBeHidden();
});

test('a link that is wrong says so', async ({ page }) => {
  await page.goto(`${vitrineUrl()}/share#vts_guessed`);
  await expect(page.getByRole('heading', { name: 'This link has expired' })).toBeFocused();
  expect(page.url()).toBe(`${vitrineUrl()}/share`);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/login/);
});

test('a publisher makes a link to a revision, and takes it back', async ({ page, browser }) => {
  await signIn(page);
  await page.getByRole('link', { name: 'Reading room' }).click();
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('heading', { name: 'Access to Reading room' })).toBeAttached();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Create share link' }).click();
  await expect(page.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('the museum');
  await page.getByLabel('Shows').selectOption('pinned');
  await page.getByLabel('Revision', { exact: true }).fill('1');
  await page.getByLabel('Expires after').selectOption('30');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Create share link' }).click();
  const url = (await page.getByText(/\/share#vts_/).textContent()) ?? '';
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(/\/share#vts_/)).toBeHidden();
  const row = page.getByRole('row', { name: /the museum/ });
  await expect(row).toContainText('r1');

  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(url);
  await expect(visitor.getByText(/Revision 1 of Reading room is shared with you/)).toBeVisible();

  await row.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('button', { name: 'Revoke link', exact: true }).click();
  await expect(row).toContainText('Revoked');
  await visitor.reload();
  await expect(visitor.getByRole('heading', { name: 'This link has expired' })).toBeVisible();
});

test('an admin says which members see a dataset, and whether caches keep its files', async ({ page }) => {
  await signIn(page);
  await expect(page.getByText('Reading room')).toBeVisible();
  await page.goto(`${vitrineUrl()}/o/lumen/d/reading-room/access`);
  await page.getByRole('radio', { name: /Only selected members/ }).check();
  await expect(page.getByText('Visible to: Only selected members')).toBeVisible();
  await page.getByLabel('Member', { exact: true }).selectOption({ label: 'Dana Demo (demo@vitrine.example)' });
  await page.getByRole('button', { name: 'Grant access' }).click();
  const grant = page.getByRole('row', { name: /Dana Demo demo@/ });
  await expect(grant).toBeVisible();
  await expectAccessible(page);
  await grant.getByRole('button', { name: /Remove/ }).click();
  await expect(grant).toBeHidden();
  await page.getByRole('radio', { name: /All members/ }).check();
  await expect(page.getByText(/^Visible to: All members of /)).toBeVisible();
  await page.getByRole('checkbox', { name: /Sensitive/ }).check();
  await expect(page.getByText('Files are no longer cached.')).toBeVisible();
  await page.getByRole('checkbox', { name: /Sensitive/ }).uncheck();
  await expect(page.getByText(/may cache files/)).toBeVisible();
});
