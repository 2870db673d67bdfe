import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { askApi } from './api.ts';
import { linkMailedTo } from './mail.ts';
import { expect, expectAccessible, signIn, test, vitrineUrl } from './page.ts';

test('a token is made for some datasets, shown once, and revoked; the log tells what it did', async ({ page }) => {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Tokens' }).click();
  await page.getByRole('button', { name: 'Create token' }).click();
  await expect(page.getByLabel('Name')).toBeFocused();
  const name = `night run ${Date.now()}`;
  await page.keyboard.type(name);
  await page.getByRole('checkbox', { name: /^Publish/ }).uncheck();
  await page.getByRole('radio', { name: /Only selected datasets/ }).check();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Create token' })).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Spoken word' }).check();
  await page.getByLabel('Expires after').selectOption('7');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Create token' }).click();
  const secret = (await page.getByText(/^vtr_/).textContent()) ?? '';
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(secret)).toBeHidden();
  const row = page.getByRole('row', { name: new RegExp(name) });
  await expect(row).toContainText('spoken-word');
  await expect(row).toContainText('Never');
  await expectAccessible(page);

  const bearer = { authorization: `Bearer ${secret}` };
  const ask = (query: string) => page.request.post(`${vitrineUrl()}/graphql`, { headers: bearer, data: { query } });
  const seen = await ask(
    `{ datasets { edges { node { slug items(first: 1) { edges { node { content { primary { signedUrl { url } } } } } } } } } }`,
  );
  expect(await seen.text()).toContain('spoken-word');
  expect(await seen.text()).not.toContain('field-photographs');

  await row.getByRole('link', { name: `Access log of ${name}` }).click();
  await expect(page.getByRole('table')).toContainText('Viewed');
  await expect(page.getByText('Filtered by token')).toBeVisible();
  await expectAccessible(page);

  await page.goBack();
  await row.getByRole('button', { name: `Revoke ${name}` }).click();
  await page.getByRole('button', { name: 'Revoke token', exact: true }).click();
  await expect(row).toContainText('Revoked');
  expect((await ask('{ viewer { kind } }')).status()).toBe(401);
});

test('the access log is narrowed by its own words, and exported as it shows', async ({ page }) => {
  await signIn(page);
  await page.getByRole('link', { name: 'Field photographs' }).click();
  await page.getByRole('gridcell').first().click();
  await expect(page.getByRole('button', { name: /next/i })).toBeVisible();
  await page.goto(`${vitrineUrl()}/o/lumen`);
  await expect(page.getByText('Field photographs')).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeFocused();
  await page.keyboard.type('access log');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/o\/lumen\/access/);
  const thumbnails = page.getByRole('cell', { name: 'Loaded thumbnail' });
  const showThumbnails = page.getByRole('button', { name: 'Show thumbnails' });
  await expect(page.getByRole('cell', { name: 'Viewed' }).first()).toBeVisible();
  await expect(thumbnails).toHaveCount(0);
  await showThumbnails.click();
  await expect(thumbnails.first()).toBeVisible();
  await showThumbnails.click();
  await expect(thumbnails).toHaveCount(0);
  await page.getByLabel('Action', { exact: true }).selectOption('THUMBNAIL_URL');
  await expect(thumbnails.first()).toBeVisible();
  await expect(showThumbnails).toBeHidden();
  // Guests of other stories open files meanwhile. Their entries fill the first page.
  await chooseAtOnce(page, [
    ['Action', 'ASSET_URL'],
    ['Person', 'demo@vitrine.example'],
  ]);
  await expect(page).toHaveURL(/action=.*who=|who=.*action=/);
  const rows = page.getByRole('row');
  await expect(rows.nth(1)).toContainText('Viewed');
  await page
    .getByRole('link', { name: /^Show only / })
    .first()
    .click();
  await expect(page).toHaveURL(/item=/);
  await expect(rows.nth(1)).toContainText('Viewed');
  await expectAccessible(page);
  const shown = (await rows.count()) - 1;

  await page.getByRole('button', { name: 'Export' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /NDJSON/ }).click(),
  ]);
  const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\n');
  const entries = lines.map((line) => JSON.parse(line) as { action: string; itemKey: string });
  expect(new Set(entries.map(({ action }) => action))).toEqual(new Set(['ASSET_URL']));
  expect(new Set(entries.map(({ itemKey }) => itemKey)).size).toBe(1);
  // Other users of the demo open files meanwhile.
  expect(entries.length).toBeGreaterThanOrEqual(shown);

  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByLabel('Action', { exact: true }).selectOption('EXPORT');
  await expect(rows.filter({ hasText: 'Exported' }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Dana Demo' }).first().click();
  await expect(page).toHaveURL(/who=/);
});

test('members get roles, leave and are removed; the last owner stays; sessions end', async ({ page, browser }) => {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  const { organization } = await askApi<{ organization: { id: string } }>(
    page,
    '{ organization(slug: "lumen") { id } }',
  );
  const join = async (name: string) => {
    const email = `${name}-${Date.now()}@museum.example`;
    await askApi(page, 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { __typename } }', {
      input: { organizationId: organization.id, email, role: 'VIEWER' },
    });
    const theirs = await (await browser.newContext()).newPage();
    await theirs.goto(await linkMailedTo(email));
    await theirs.getByLabel('Name').fill(`${name} ${Date.now()}`);
    await theirs.getByLabel('Password').fill('heron egret bittern');
    await theirs.keyboard.press('Enter');
    await expect(theirs.getByText('Field photographs')).toBeVisible();
    return { theirs, email };
  };
  const [erik, fay] = [await join('erik'), await join('fay')];

  await page.goto(`${vitrineUrl()}/o/lumen/settings/members`);
  const rowOf = (email: string) => page.getByRole('table', { name: '' }).getByRole('row').filter({ hasText: email });
  await rowOf(erik.email).first().getByRole('combobox').selectOption('PUBLISHER');
  await expect(page.getByText(/role is now Publisher/)).toBeVisible();
  await expectAccessible(page);

  // A viewer sees only pages that a viewer may use, and the last owner cannot leave.
  await fay.theirs.goto(`${vitrineUrl()}/o/lumen/settings/members`);
  await expect(fay.theirs.getByRole('row').filter({ hasText: fay.email })).toBeVisible();
  await expect(fay.theirs.getByRole('link', { name: 'Access log' })).toBeHidden();
  await expect(fay.theirs.getByRole('button', { name: 'Invite member' })).toBeHidden();
  await expectAccessible(fay.theirs);
  await fay.theirs.goto(`${vitrineUrl()}/o/lumen/access`);
  await expect(fay.theirs.getByText('You don’t have permission to see this')).toBeVisible();
  await fay.theirs.goto(`${vitrineUrl()}/o/lumen/d/field-photographs/access`);
  await expect(fay.theirs.getByText('You don’t have permission to see this')).toBeVisible();
  await expectAccessible(fay.theirs);
  await fay.theirs.goto(`${vitrineUrl()}/o/lumen/settings/account`);
  await fay.theirs.getByRole('button', { name: /^Leave/ }).click();
  await fay.theirs.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(fay.theirs.getByText('No organizations yet')).toBeVisible();
  await page.goto(`${vitrineUrl()}/o/lumen/settings/account`);
  await page.getByRole('button', { name: /^Leave/ }).click();
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(/owner/);
  await page.getByRole('button', { name: 'Cancel' }).click();

  await page.goto(`${vitrineUrl()}/o/lumen/settings/members`);
  await rowOf(erik.email)
    .first()
    .getByRole('button', { name: /^Remove/ })
    .click();
  await page.getByRole('button', { name: 'Remove member', exact: true }).click();
  await expect(page.getByText(/^Removed /)).toBeVisible();
  await erik.theirs.goto(`${vitrineUrl()}/o/lumen`);
  await expect(erik.theirs.getByText('Page not found')).toBeVisible();

  const other = await (await browser.newContext()).newPage();
  await other.goto(`${vitrineUrl()}/login`);
  await other.getByLabel('Email').fill(fay.email);
  await other.getByLabel('Password').fill('heron egret bittern');
  await other.keyboard.press('Enter');
  await expect(other.getByText('No organizations yet')).toBeVisible();
});

test('a session is ended from another browser, and all of them at once', async ({ page, browser }) => {
  const archivist = { email: 'archivist@vitrine.example', password: 'keep-it-safe' };
  await signIn(page, archivist);
  await expect(page.getByText('Survey plates')).toBeVisible();
  const other = await (await browser.newContext({ userAgent: 'Mozilla/5.0 (X11; Linux) Firefox/140.0' })).newPage();
  await signIn(other, archivist);
  await expect(other.getByText('Survey plates')).toBeVisible();

  await page.goto(`${vitrineUrl()}/o/meridian/settings/account`);
  await page
    .getByRole('button', { name: /End session of Firefox/ })
    .first()
    .click();
  await expect(page.getByText('Session ended.')).toBeVisible();
  await expectAccessible(page);
  await other.reload();
  await expect(other).toHaveURL(/\/login/);

  await signIn(other, archivist);
  await expect(other.getByText('Survey plates')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page).toHaveURL(/\/login/);
  await other.reload();
  await expect(other).toHaveURL(/\/login/);
});

/** Chooses values of several lists before the page is rendered again, as on a slow machine. */
function chooseAtOnce(page: Page, choices: [label: string, value: string][]) {
  return page.evaluate((all) => {
    const value = Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value');
    for (const [label, chosen] of all) {
      const labels = [...document.querySelectorAll('label')];
      const { control } = labels.find(({ textContent }) => textContent === label) ?? {};
      value?.set?.call(control, chosen);
      control?.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }, choices);
}
