import type { Page } from '@playwright/test';
import { openItem as open } from './open-item.ts';
import { expect, expectAccessible, signIn, test, vitrineUrl } from './page.ts';
import { publishFiles } from './publish-files.ts';

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'Datasets of Lumen Field Lab' })).toBeVisible();
});

test('tiles show the first lines of texts, code and data as text', async ({ page }) => {
  const slug = 'first-lines';
  await publishFiles(page, slug, {
    'notes.txt': '\n\n  A heron waits in the reeds.',
    'count.py': 'def herons():\n    return 3\n',
    'places.json': '{"places": ["North bank"]}',
    'page.html': '<script>document.title = "taken"</script><b>Herons</b>',
    'arabic.txt': 'صور الطيور المهاجرة',
    'chinese.txt': '白鷺站在蘆葦邊的淺水裏',
  });
  await page.goto(`${vitrineUrl()}/o/lumen/d/${slug}`);
  const tile = (name: string) => page.getByRole('gridcell').filter({ hasText: name });
  const shown = {
    notes: 'A heron waits in the reeds.',
    count: 'def herons():',
    places: '{"places": ["North bank"]}',
    page: '<b>Herons</b>',
    chinese: '白鷺站在蘆葦邊的淺水裏',
  };
  await expect(async () => {
    await page.reload();
    for (const [name, words] of Object.entries(shown))
      await expect(tile(name)).toContainText(words, { timeout: 2_000 });
  }).toPass();
  await expect(page).not.toHaveTitle('taken');

  // Each line starts on the side of its script.
  const sideOf = (name: string) =>
    tile(name)
      .locator('[data-content]')
      .evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const text = range.getBoundingClientRect();
        const box = element.getBoundingClientRect();
        return text.left - box.left < box.right - text.right ? 'left' : 'right';
      });
  expect(await sideOf('notes')).toBe('left');
  expect(await sideOf('arabic')).toBe('right');
  await expectAccessible(page);
});

const region = (page: Page) => page.getByRole('region', { name: /^Text of/ });
const field = (page: Page) => page.getByRole('searchbox', { name: 'Find in text' });

test('a long log opens at once, is searched to its end, and a link leads to its line', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const lines = Array.from({ length: 150_000 }, (_, index) =>
    index === 140_000 ? '12:00:01 ERROR the heron has left' : `12:00:00 INFO event ${index} of the day`,
  );
  await publishFiles(page, 'logs', { 'day.log': lines.join('\n') });
  await open(page, 'logs', 'day');
  await expect(region(page)).toContainText('event 0 of the day');
  expect(await region(page).locator('code').count()).toBeLessThan(200);

  await page.keyboard.press('Control+f');
  await expect(field(page)).toBeFocused();
  await field(page).fill('HERON');
  await expect(page.getByRole('search', { name: 'Find in text' }).getByText('1 of 1')).toBeVisible();
  await expect(region(page)).toContainText('the heron has left');
  await page.getByRole('button', { name: 'Match case' }).click();
  await expect(page.getByRole('search', { name: 'Find in text' }).getByText('No matches')).toBeVisible();
  await page.getByRole('button', { name: 'Regular expression' }).click();
  await field(page).fill('event 14999[89]');
  await expect(page.getByRole('search', { name: 'Find in text' }).getByText('1 of 2')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('search', { name: 'Find in text' }).getByText('2 of 2')).toBeVisible();
  await field(page).fill('(');
  await expect(page.getByRole('search', { name: 'Find in text' }).getByText('Invalid expression')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(field(page)).toBeHidden();
  await expect(region(page)).toBeFocused();

  await page.getByRole('textbox', { name: 'Go to line' }).fill('140001');
  await page.keyboard.press('Enter');
  await expect(region(page)).toContainText('the heron has left');
  await page.getByRole('button', { name: 'Copy link to line 140,001' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto(link);
  await expect(region(page)).toContainText('the heron has left');
  await expectAccessible(page);
});

test('an expression that never ends is stopped', async ({ page }) => {
  await publishFiles(page, 'expressions', { 'a.py': `${'a'.repeat(5_000)}c` });
  await open(page, 'expressions', 'a');
  await expect(region(page)).toContainText('aaaa');
  await page.keyboard.press('/');
  await page.getByRole('button', { name: 'Regular expression' }).click();
  await field(page).fill('(a+)+b');
  await expect(page.getByText('the expression takes too long')).toBeVisible();
});

test('prose is a page, and lines on demand, with the same words marked', async ({ page }) => {
  await open(page, 'reading-room', 'loomings');
  await expect(region(page).locator('mark').first()).toBeVisible();
  const words = await region(page).locator('mark').first().textContent();
  await page.getByRole('radio', { name: 'Lines' }).check({ force: true });
  await expect(region(page).locator('code').first()).toBeVisible();
  const marked = async () => (await region(page).locator('mark').allTextContents()).join('');
  await expect.poll(marked).toContain(words);
});

test('a document is searched on all its pages, and matches are marked on the page', async ({ page }) => {
  await open(page, 'reading-room', 'loomings-chapbook');
  const pages = page.getByRole('region', { name: /^Pages of/ });
  await expect(pages.locator('canvas[width]').first()).toBeVisible();
  await page.keyboard.press('Control+f');
  await field(page).fill('ISHMAEL');
  const bar = page.getByRole('search', { name: 'Find in text' });
  await expect(bar.getByText(/^1 of \d+$/)).toBeVisible();
  const marked = () =>
    page.evaluate(() =>
      [...(CSS.highlights.get('pdf-current-match') ?? [])].map((range) => (range as Range).toString()),
    );
  await expect.poll(marked).toEqual([expect.stringMatching(/^ishmael$/i)]);
  const isInSight = () =>
    page.evaluate(() => {
      const [range] = [...(CSS.highlights.get('pdf-current-match') ?? [])];
      const box = (range as Range | undefined)?.getBoundingClientRect();
      return box !== undefined && box.top > 0 && box.bottom < innerHeight;
    });
  await expect.poll(isInSight).toBe(true);
  await field(page).fill('no such words');
  await expect(bar.getByText('No matches')).toBeVisible();
  await expect.poll(marked).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(pages).toBeFocused();
  await expectAccessible(page);
});
