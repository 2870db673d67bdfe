import { expect, signIn, test, vitrineUrl } from './page.ts';
import { publishFiles } from './publish-files.ts';

test('a list of several pages is read by cursor as one scrolls, to its last item', async ({ page }) => {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  const names = Array.from({ length: 130 }, (_, index) => `note-${String(index + 1).padStart(3, '0')}`);
  await publishFiles(
    page,
    'notes',
    Object.fromEntries(names.map((name) => [`${name}.txt`, `Words ${name.slice(5)}.`])),
  );

  const cursors: unknown[] = [];
  page.on('request', (request) => {
    const { variables } = (request.postDataJSON() ?? {}) as { variables?: { first?: number; after?: unknown } };
    if (variables?.first) cursors.push(variables.after ?? null);
  });
  await page.goto(`${vitrineUrl()}/o/lumen/d/notes`);
  await expect(page.getByText('note-001')).toBeVisible();
  await expect(page.getByText('note-130')).toBeHidden();
  await page.getByRole('gridcell').first().focus();
  await page.keyboard.press('End');
  await expect(page.getByText('note-130')).toBeVisible();
  expect(cursors.some((after) => typeof after === 'string')).toBe(true);
  await page.keyboard.press('Home');
  await expect(page.getByText('note-001')).toBeVisible();
});
