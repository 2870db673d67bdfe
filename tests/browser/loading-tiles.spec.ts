import type { Page } from '@playwright/test';
import { expect, signIn, test, vitrineUrl } from './page.ts';
import { publishFiles } from './publish-files.ts';

const slug = 'slow-notes';
const address = () => `${vitrineUrl()}/o/lumen/d/${slug}`;
const cell = (page: Page, index: number) => page.locator(`td[data-index="${index}"]`);
const title = (page: Page, key: string) => page.getByRole('heading', { name: key });

/**
 * Holds the requests for pages of items, the first page too if `isFirstHeld`. Returns a function that releases them.
 */
async function holdPages(page: Page, { isFirstHeld = false } = {}): Promise<() => Promise<void>> {
  let resolve = () => {};
  const released = new Promise<void>((done) => (resolve = done));
  const pattern = '**/graphql';
  await page.route(pattern, async (route) => {
    const { variables } = (route.request().postDataJSON() ?? {}) as {
      variables?: { slug?: string; first?: number; after?: string };
    };
    const isPage = variables?.slug === slug && variables.first !== undefined;
    if (isPage && (isFirstHeld || variables.after)) await released;
    await route.continue().catch(() => {}); // A page that was left has no requests any more.
  });
  return async () => {
    resolve();
    await page.unroute(pattern);
  };
}

/** Goes to the last item, which has not loaded. */
async function goToEnd(page: Page) {
  await page.goto(address());
  await expect(page.getByText('note-001')).toBeVisible();
  await page.getByRole('gridcell').first().focus();
  await page.keyboard.press('End');
  await expect(cell(page, 129)).toBeFocused();
  await expect(page.getByText('note-130')).toBeHidden();
}

test('a tile that is still loading opens its item, by click, by Enter, in a tab of its own and by its link', async ({
  page,
  context,
}) => {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  const names = Array.from({ length: 130 }, (_, index) => `note-${String(index + 1).padStart(3, '0')}`);
  await publishFiles(page, slug, Object.fromEntries(names.map((name) => [`${name}.txt`, `Words ${name.slice(5)}.`])));

  await test.step('a click opens the stage at once, and the item when it has loaded', async () => {
    const release = await holdPages(page);
    await goToEnd(page);
    await cell(page, 129).click();
    await expect(page).toHaveURL(/nth=130/);
    await expect(page.locator('output', { hasText: '130 of 130' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Item' })).toHaveAttribute('aria-busy', 'true');
    await page.keyboard.press('ArrowLeft');
    await expect(page).toHaveURL(/nth=129/);
    await release();
    await expect(title(page, 'note-129')).toBeVisible();
    await expect(page).toHaveURL(/item=/);
    await expect(page).not.toHaveURL(/nth=/);
    await page.keyboard.press('Escape');
    await expect(page).not.toHaveURL(/item=|nth=/);
    await expect(cell(page, 128)).toBeFocused();
  });

  await test.step('Enter opens it', async () => {
    const release = await holdPages(page);
    await goToEnd(page);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/nth=130/);
    await release();
    await expect(title(page, 'note-130')).toBeVisible();
    await page.goBack();
    await expect(page).not.toHaveURL(/item=|nth=/);
    await expect(page.getByRole('gridcell').first()).toBeVisible();
  });

  await test.step('a click with Ctrl and a click with the middle button open a tab', async () => {
    const release = await holdPages(page);
    await goToEnd(page);
    for (const click of [{ modifiers: ['Control' as const] }, { button: 'middle' as const }]) {
      const [tab] = await Promise.all([context.waitForEvent('page'), cell(page, 129).click(click)]);
      await expect(title(tab, 'note-130')).toBeVisible();
      await expect(tab).toHaveURL(/item=/);
      await tab.close();
    }
    await expect(page).not.toHaveURL(/item=|nth=/);
    await release();
  });

  await test.step('a click is not lost when the item arrives between press and release', async () => {
    const release = await holdPages(page);
    await goToEnd(page);
    await cell(page, 129).hover();
    await page.mouse.down();
    await release();
    await expect(cell(page, 129)).toContainText('note-130');
    await page.mouse.up();
    await expect(title(page, 'note-130')).toBeVisible();
  });

  await test.step('before the first page has loaded, too', async () => {
    const release = await holdPages(page, { isFirstHeld: true });
    await page.goto(address());
    await page.getByRole('link', { name: /^Item 3\b/ }).click();
    await expect(page).toHaveURL(/nth=3/);
    await release();
    await expect(title(page, 'note-003')).toBeVisible();
  });

  await test.step('a position after the end of the list is said, and the list is shown', async () => {
    await page.goto(`${address()}?nth=900`);
    await expect(page.getByText('The list has no item 900.')).toBeVisible();
    await expect(page).not.toHaveURL(/nth=/);
    await expect(page.getByText('note-001')).toBeVisible();
  });
});
