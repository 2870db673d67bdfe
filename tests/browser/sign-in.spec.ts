import { expect, expectAccessible, signInByForm, test, vitrineUrl } from './page.ts';

test('a wrong password says so, and the right one shows my datasets and nobody else’s', async ({ page }) => {
  await signInByForm(page, { email: 'demo@vitrine.example', password: 'not this one' });
  await expect(page.getByText(/Incorrect email address or password/)).toBeVisible();
  await expectAccessible(page);
  await signInByForm(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  await expect(page.getByText('Spoken word')).toBeVisible();
  await expect(page.getByText('Survey plates')).toBeHidden();
  await expectAccessible(page);
});

test('whoever is not signed in is asked to, and then shown what they came for', async ({ page }) => {
  await page.goto(`${vitrineUrl()}/o/lumen/d/reading-room`);
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByLabel(/e-?mail/i).fill('demo@vitrine.example');
  await page.getByLabel(/password/i).fill('look-closely');
  await page.getByRole('button', { name: /sign in/i }).click();
  await expect(page).toHaveURL(/\/o\/lumen\/d\/reading-room/);
  await expect(page.getByRole('heading', { name: 'Reading room' })).toBeVisible();
});
