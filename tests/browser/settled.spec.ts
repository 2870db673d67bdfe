import type { Page } from '@playwright/test';
import { askApi, lumenId } from './api.ts';
import { demo, expect, expectAccessible, signIn, test, vitrineUrl } from './page.ts';

/** Opens a recording at a cue. */
async function openCue(page: Page) {
  const { dataset } = await askApi<{ dataset: { items: { edges: { node: { id: string } }[] } } }>(
    page,
    '{ dataset(organization: "lumen", slug: "spoken-word") { items(first: 1) { edges { node { id } } } } }',
  );
  await page.goto(`${vitrineUrl()}/o/lumen/d/spoken-word?item=${dataset.items.edges[0]!.node.id}&t=5`);
  await expect(page.getByRole('region', { name: 'Transcript' }).locator('[aria-current]')).toBeVisible();
}

const pages: Record<string, (page: Page) => Promise<void>> = {
  members: async (page) => {
    await page.goto(`${vitrineUrl()}/o/lumen/settings/members`);
    await expect(page.getByRole('cell', { name: demo.email })).toBeVisible();
  },
  account: async (page) => {
    await page.goto(`${vitrineUrl()}/o/lumen/settings/account`);
    await expect(page.getByText('this one')).toBeVisible();
  },
  'access log': async (page) => {
    await page.goto(`${vitrineUrl()}/o/lumen/access`);
    await expect(page.getByRole('cell', { name: 'Dana Demo' }).first()).toBeVisible();
  },
  transcript: openCue,
};

for (const colorScheme of ['light', 'dark'] as const) {
  test(`members, account, access log and the active cue can be read and pressed in ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await signIn(page);
    await expect(page.getByText('Field photographs')).toBeVisible();
    for (const open of Object.values(pages)) {
      await open(page);
      await expectAccessible(page);
    }
  });
}

/** Sums up layout shifts as Chrome's CLS does for a load without input: all of them, as one session. */
async function shiftsOf(page: Page): Promise<number> {
  await page.evaluate(() => document.fonts.ready);
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        // Entries of the past are reported before the frame after the next one.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum))));
      }),
  );
}

test('members, account and access log do not jump while they load', async ({ page: owner, browser }) => {
  await signIn(owner);
  await expect(owner.getByText('Field photographs')).toBeVisible();
  // A field that offers a long name keeps its width when the names arrive.
  const input = { organization: await lumenId(owner), slug: 'long-name', name: 'An archive of photographs '.repeat(6) };
  await askApi(owner, 'mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { __typename } }', {
    input,
  });
  for (const name of ['members', 'account', 'access log']) {
    // A new context has an empty cache.
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await askApi(
      page,
      `mutation { signIn(input: { email: "${demo.email}", password: "${demo.password}" }) { __typename } }`,
    );
    await pages[name]!(page);
    const shift = await shiftsOf(page);
    console.log(`layout shift of ${name}: ${shift.toFixed(4)}`);
    expect(shift, name).toBeLessThanOrEqual(0.01);
    await context.close();
  }
});
