import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test, vitrineUrl } from './page.ts';

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
});

test('the grid shows pictures, and a filter lands in the address and survives a reload', async ({ page }) => {
  await page.getByRole('link', { name: 'Field photographs' }).click();
  await expect(page).toHaveURL(/\/o\/lumen\/d\/field-photographs/);
  await expect(page.getByRole('grid').locator('img').first()).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${vitrineUrl()}/o/lumen/d/reading-room`);
  await page
    .getByRole('checkbox', { name: /Document/ })
    .or(page.getByRole('button', { name: /^Document/ }))
    .first()
    .click();
  await expect(page).toHaveURL(/type=/);
  await expect(page.getByText(/\b3 items\b/).first()).toBeVisible();
  await page.reload();
  await expect(page.getByText(/\b3 items\b/).first()).toBeVisible();
});

test('two facets chosen before the page is rendered again both count', async ({ page }) => {
  await page.goto(`${vitrineUrl()}/o/lumen/d/reading-room`);
  const types = page.getByRole('region', { name: 'Type' }).getByRole('button');
  await expect(types.nth(1)).toBeVisible();
  await types.evaluateAll((buttons) => {
    for (const button of buttons.slice(0, 2)) (button as HTMLElement).click();
  });
  await expect(types.and(page.locator('[aria-pressed=true]'))).toHaveCount(2);
});

/** Opens the first item of a dataset, of one type if given. Returns the panel over the grid. */
async function openFirst(page: Page, slug: string, type?: string): Promise<Locator> {
  await page.goto(`${vitrineUrl()}/o/lumen/d/${slug}${type ? `?type=${type}` : ''}`);
  await page.getByRole('gridcell').first().click();
  await expect(page).toHaveURL(/item=/);
  await expect(page.getByRole('button', { name: /next/i })).toBeVisible();
  return page.locator('[aria-label="Item"], section').first();
}

test('an image opens with what is said of it, the next one follows, and Escape goes back', async ({ page }) => {
  await openFirst(page, 'field-photographs');
  await expect(page.getByText(/\b1 of 49\b/).first()).toBeVisible();
  const first = page.url();
  await page.getByRole('button', { name: /next/i }).click();
  await expect(page).not.toHaveURL(first);
  await expect(page.getByText(/\b2 of 49\b/).first()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/item=/);
});

test('a film plays', async ({ page }) => {
  await openFirst(page, 'moving-pictures');
  const film = page.locator('video');
  await expect(film).toBeVisible();
  await film.evaluate((element: HTMLVideoElement) => ((element.muted = true), element.play()));
  await expect.poll(() => film.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(0);
});

test('a recording has its transcript beside it, and a click on a cue goes there', async ({ page }) => {
  await openFirst(page, 'spoken-word');
  const transcript = page.getByRole('region', { name: 'Transcript' });
  const recording = page.locator('audio');
  await expect.poll(() => recording.evaluate((element: HTMLAudioElement) => element.readyState)).toBeGreaterThan(0);
  await transcript.getByRole('button').or(transcript.getByRole('listitem')).nth(2).click();
  await expect.poll(() => recording.evaluate((element: HTMLAudioElement) => element.currentTime)).toBeGreaterThan(0);
});

test('a text can be read', async ({ page }) => {
  await openFirst(page, 'reading-room', 'text');
  await expect
    .poll(async () => (await page.locator('main, [role=dialog], section').allInnerTexts()).join('').length)
    .toBeGreaterThan(2_000);
});

test('a document shows its first page', async ({ page }) => {
  await openFirst(page, 'reading-room', 'document');
  await expect(page.locator('canvas').first()).toBeVisible();
});

test('any other file shows what it is', async ({ page }) => {
  await openFirst(page, 'reading-room', 'file');
  await expect(page.getByRole('button', { name: /download/i }).first()).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the pages hold in ${colorScheme} and on a narrow screen`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 800 });
    for (const path of ['/o/lumen', '/o/lumen/d/field-photographs']) {
      await page.goto(vitrineUrl() + path);
      await expect(page.locator('img').first()).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      await expectAccessible(page);
    }
  });
}
