import { expect, expectAccessible, signIn, test, vitrineUrl } from './page.ts';
import { publishFiles } from './publish-files.ts';

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
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
