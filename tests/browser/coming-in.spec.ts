import type { Page } from '@playwright/test';
import { askApi, lumenId } from './api.ts';
import { linkMailedTo } from './mail.ts';
import { expect, expectAccessible, signIn, test, vitrineUrl } from './page.ts';

let count = 0;
const newAddress = (name: string) => `${name}-${Date.now()}-${(count += 1)}@museum.example`;

async function invite(page: Page, email: string, role: 'VIEWER' | 'PUBLISHER' = 'VIEWER') {
  const { organization } = await askApi<{ organization: { id: string } }>(
    page,
    '{ organization(slug: "lumen") { id } }',
  );
  await askApi(page, 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { __typename } }', {
    input: { organizationId: organization.id, email, role },
  });
  return linkMailedTo(email);
}

/** Collects the requests of this page. None may contain the secret in its URL or headers. */
function watchRequests(page: Page) {
  const seen: string[] = [];
  page.on('request', (request) => seen.push(`${request.url()} ${JSON.stringify(request.headers())}`));
  return seen;
}

test('who is invited makes an account by the link of the mail, and is in; the link works once', async ({
  page,
  browser,
}) => {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  await page.goto(`${vitrineUrl()}/o/lumen/settings/members`);
  await page.getByRole('button', { name: 'Invite member' }).click();
  const email = newAddress('carol');
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Role', { exact: true }).selectOption('PUBLISHER');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('cell', { name: email, exact: true })).toBeVisible();
  const link = await linkMailedTo(email);
  const secret = new URL(link).hash.slice(1);

  const context = await browser.newContext();
  const carol = await context.newPage();
  const requests = watchRequests(carol);
  await carol.goto(link);
  await expect(carol.getByRole('heading', { name: /Join Lumen/ })).toBeVisible();
  await expect(carol.getByText('invited with the role Publisher')).toBeVisible();
  expect(carol.url()).toBe(`${vitrineUrl()}/invitation`);
  await expectAccessible(carol);
  await expect(carol.getByLabel('Name')).toBeFocused();
  await carol.keyboard.type('Carol Curator');
  await carol.keyboard.press('Tab');
  await carol.keyboard.type('heron egret bittern');
  await carol.keyboard.press('Enter');
  await expect(carol.getByText('Field photographs')).toBeVisible();
  await expect(carol).toHaveURL(`${vitrineUrl()}/o/lumen`);
  expect(requests.filter((line) => line.includes(secret))).toEqual([]);
  // No entry of the history contains the secret either.
  await carol.goBack().catch(() => null);
  expect(carol.url()).not.toContain(secret);

  const again = await (await browser.newContext()).newPage();
  await again.goto(link);
  await expect(again.getByRole('heading', { name: 'This invitation has expired' })).toBeFocused();
  await expectAccessible(again);
  await again.goto(`${vitrineUrl()}/invitation`);
  await expect(again.getByText('incomplete')).toBeVisible();
  await context.close();
});

test('who has an account signs in first; who is signed in as somebody else is told', async ({ page, browser }) => {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  const link = await invite(page, 'archivist@vitrine.example');

  const archivist = await (await browser.newContext()).newPage();
  await archivist.goto(link);
  await expect(archivist.getByText('You already have an account')).toBeVisible();
  await expect(archivist.getByLabel('Email')).toHaveValue('archivist@vitrine.example');
  await archivist.getByLabel('Password').fill('not this one');
  await archivist.keyboard.press('Enter');
  await expect(archivist.getByRole('alert')).toContainText('Incorrect email address or password');
  await expectAccessible(archivist);
  await archivist.getByLabel('Password').fill('keep-it-safe');
  await archivist.keyboard.press('Enter');
  await expect(archivist.getByRole('button', { name: 'Join as Ari Archivist' })).toBeVisible();

  // The owner has opened the link by mistake.
  await page.goto(link);
  await expect(page.getByText('you are signed in as demo@vitrine.example')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Use another account' }).click();
  await expect(page.getByLabel('Email')).toHaveValue('archivist@vitrine.example');

  await archivist.getByRole('button', { name: 'Join as Ari Archivist' }).click();
  await expect(archivist.getByText('Field photographs')).toBeVisible();
  // Restores the original state for the other tests.
  await askApi(
    archivist,
    `mutation { leaveOrganization(input: { organizationId: "${await lumenId(archivist)}" }) { __typename } }`,
  );
});

test('a forgotten password is replaced by the link of a mail, once', async ({ page, browser }) => {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  const email = newAddress('dora');
  const joining = await (await browser.newContext()).newPage();
  await joining.goto(await invite(page, email));
  await joining.getByLabel('Name').fill('Dora');
  await joining.getByLabel('Password').fill('heron egret bittern');
  await joining.keyboard.press('Enter');
  await expect(joining.getByText('Field photographs')).toBeVisible();

  const dora = await (await browser.newContext()).newPage();
  await dora.goto(`${vitrineUrl()}/login`);
  await dora.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(dora.getByLabel('Email')).toBeFocused();
  await expectAccessible(dora);
  await dora.keyboard.type('nobody@nowhere.example');
  await dora.keyboard.press('Enter');
  await expect(dora.getByRole('heading', { name: 'Check your email' })).toBeFocused();
  await dora.goto(`${vitrineUrl()}/forgot-password`);
  await dora.getByLabel('Email').fill(email);
  await dora.keyboard.press('Enter');
  await expect(dora.getByText(`If ${email} has an account`)).toBeVisible();
  await expectAccessible(dora);

  const link = await linkMailedTo(email);
  await dora.goto(link);
  await expect(dora.getByLabel('New password')).toBeFocused();
  expect(dora.url()).toBe(`${vitrineUrl()}/reset-password`);
  await dora.keyboard.type(email);
  await dora.keyboard.press('Enter');
  await expect(dora.getByText(/too easy to guess/)).toBeVisible();
  await expectAccessible(dora);
  await dora.getByLabel('New password').fill('plover lapwing avocet');
  await dora.keyboard.press('Enter');
  await expect(dora.getByRole('heading', { name: 'Password changed' })).toBeFocused();
  await expectAccessible(dora);
  await dora.getByRole('link', { name: 'Sign in' }).click();
  await dora.getByLabel('Email').fill(email);
  await dora.getByLabel('Password').fill('plover lapwing avocet');
  await dora.keyboard.press('Enter');
  await expect(dora.getByText('Field photographs')).toBeVisible();

  // Her earlier sessions have ended.
  await joining.reload();
  await expect(joining).toHaveURL(/\/login/);
  await joining.goto(link);
  await joining.getByLabel('New password').fill('another password yet');
  await joining.keyboard.press('Enter');
  await expect(joining.getByRole('heading', { name: 'This link has expired' })).toBeFocused();
  await expectAccessible(joining);
  await joining.goto(`${vitrineUrl()}/reset-password`);
  await expect(joining.getByText('incomplete')).toBeVisible();
});

test('what the identity provider came back with is said', async ({ page }) => {
  for (const [error, words] of [
    ['no-account', /invite/],
    ['expired', /10 minutes/],
    ['provider', /couldn’t be reached/],
    ['%3Cscript%3E', /Couldn’t sign you in/],
  ] as const) {
    await page.goto(`${vitrineUrl()}/login?error=${error}`);
    await expect(page.getByRole('alert')).toContainText(words);
  }
  await expectAccessible(page);
});
