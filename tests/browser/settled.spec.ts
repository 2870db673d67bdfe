import type { Locator, Page } from '@playwright/test';
import { askApi, lumenId } from './api.ts';
import { demo, expect, expectAccessible, signIn, test, vitrineUrl } from './page.ts';

/** Opens a recording at a cue. */
async function openCue(page: Page) {
  const { dataset } = await askApi<{ dataset: { items: { edges: { node: { id: string } }[] } } }>(
    page,
    '{ dataset(organizationSlug: "lumen", slug: "spoken-word") { items(first: 1) { edges { node { id } } } } }',
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
    await expect(page.getByText('This browser')).toBeVisible();
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
    // The active cue has a translucent background. axe reports that it cannot measure its contrast.
    const cue = page.getByRole('region', { name: 'Transcript' }).locator('[aria-current]');
    for (const part of [cue.locator('time'), cue.locator('span').last()]) {
      expect(await contrastOf(part)).toBeGreaterThanOrEqual(4.5);
    }
  });
}

/** Returns the contrast of a text with the backgrounds below it, by WCAG 2. */
function contrastOf(text: Locator): Promise<number> {
  return text.evaluate((element) => {
    const context = document.createElement('canvas').getContext('2d')!;
    const paint = (color: string) => {
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
    };
    const luminance = () => {
      const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const backgrounds: string[] = [];
    for (let parent: Element | null = element; parent; parent = parent.parentElement) {
      backgrounds.unshift(getComputedStyle(parent).backgroundColor);
    }
    backgrounds.forEach(paint);
    const below = luminance();
    paint(getComputedStyle(element).color);
    const [dark = 0, light = 0] = [below, luminance()].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  });
}

/** Sums up layout shifts as Chrome's CLS does for a load without input: all of them count as one session. */
async function shiftsOf(page: Page): Promise<number> {
  await page.evaluate(() => document.fonts.ready);
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        // Past entries are reported before the frame after the next one.
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum))));
      }),
  );
}

test('members, account and access log do not jump while they load', async ({ page: owner, browser }) => {
  await signIn(owner);
  await expect(owner.getByText('Field photographs')).toBeVisible();
  // A field with a long name among its options keeps its width when the names arrive.
  const input = {
    organizationId: await lumenId(owner),
    slug: 'long-name',
    name: 'An archive of photographs '.repeat(6),
  };
  await askApi(owner, 'mutation ($input: CreateDatasetInput!) { createDataset(input: $input) { __typename } }', {
    input,
  });
  for (const name of ['members', 'account', 'access log']) {
    // A new context has an empty cache.
    const context = await browser.newContext({ viewport: { width: 1180, height: 800 } });
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
