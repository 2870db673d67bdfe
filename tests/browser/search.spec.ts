import { expect, expectAccessible, signIn, test, vitrineUrl } from './page.ts';
import { publishFiles } from './publish-files.ts';

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
});

test('everything is searched from the palette, and a moment opens at its second', async ({ page }) => {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill('dashwood');
  await page.getByRole('row', { name: /Search items and transcripts: “dashwood”/ }).click();
  await expect(page).toHaveURL(/\/o\/lumen\/search\?q=dashwood/);

  const moments = page.getByRole('region', { name: /^Transcripts/ });
  await expect(moments.getByRole('link').first()).toBeVisible();
  await expect(moments.locator('mark').first()).toHaveText(/dashwood/i);
  await expectAccessible(page);

  const box = page.getByRole('searchbox');
  await box.focus();
  await page.keyboard.press('ArrowDown');
  await expect(box).not.toBeFocused();
  await moments.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/d\/[a-z-]+\?.*item=.*t=/);
  const medium = page.locator('audio, video').first();
  const second = Number(new URL(page.url()).searchParams.get('t'));
  await expect
    .poll(() => medium.evaluate((element: HTMLMediaElement) => element.currentTime))
    .toBeGreaterThanOrEqual(second - 0.1);
});

test('typing searches, the address says it, and nothing found is said', async ({ page }) => {
  await page.getByRole('link', { name: 'Search all datasets' }).click();
  const box = page.getByRole('searchbox');
  await expect(box).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Search all datasets' })).toBeVisible();
  await box.fill('zzzyx');
  await expect(page.getByText('No results')).toBeVisible();
  await expect(page).toHaveURL(/q=zzzyx/);
  await page.reload();
  await expect(page.getByText('No results')).toBeVisible();
  await expectAccessible(page);
});

test('two revisions are compared, item by item', async ({ page }) => {
  await publishFiles(page, 'compared', {
    'stays.txt': 'The same.',
    'grows.txt': 'Short.',
    'goes.txt': 'Not for long.',
  });
  await publishFiles(page, 'compared', {
    'stays.txt': 'The same.',
    'grows.txt': 'Short no more.',
    'comes.txt': 'Hello.',
  });
  await page.goto(`${vitrineUrl()}/o/lumen/d/compared/revisions`);
  await page.getByRole('link', { name: 'Compare revision 2 with the previous one' }).click();
  await expect(page).toHaveURL(/from=1&to=2/);
  const view = page.getByRole('region', { name: /from revision 1 to revision 2/ });
  await expect(view.getByRole('article')).toHaveCount(3);
  await expect(view.getByRole('article').filter({ hasText: 'grows' })).toContainText('primary file');
  await expectAccessible(page);

  await page.getByRole('radio', { name: 'Removed 1' }).click({ force: true });
  await expect(view.getByRole('article')).toHaveCount(1);
  await expect(view.getByRole('article')).toContainText('goes');
  await page.getByRole('button', { name: 'Swap revisions' }).click();
  await expect(page).toHaveURL(/from=2&to=1/);
  await expect(page.getByRole('article')).toHaveCount(3);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`search and comparison hold in ${colorScheme} and on a narrow screen`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${vitrineUrl()}/o/lumen/search?q=the`);
      await expect(
        page
          .getByRole('region', { name: /^Transcripts/ })
          .getByRole('link')
          .first(),
      ).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await expectAccessible(page);
    }
  });
}
