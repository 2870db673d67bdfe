import type { Page } from '@playwright/test';
import { askApi } from './api.ts';
import { expect, expectAccessible, signIn, test, vitrineUrl } from './page.ts';

/** Sums the shifts of the layout that no input of the person has caused, as browsers report them. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
        if (!hadRecentInput) shifts.push(value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () =>
    page.evaluate(() => (window as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0));
}

async function idOf(page: Page, dataset: string, key: string): Promise<string> {
  const answer = await askApi<{ dataset: { item: { id: string } } }>(
    page,
    `{ dataset(organization: "lumen", slug: "${dataset}") { item(key: "${key}") { id } } }`,
  );
  return answer.dataset.item.id;
}

/** Ready when no skeleton and no list that is loading is left. */
async function settled(page: Page) {
  await page.waitForLoadState('networkidle');
  await expect(page.getByLabel('Loading')).toHaveCount(0);
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))));
}

const settings = ['members', 'account', 'tokens'];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`settings, access log and datasets are accessible in ${colorScheme}, and lists that load move nothing`, async ({
    page,
  }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await signIn(page);
    await expect(page.getByText('Field photographs')).toBeVisible();
    const shift = await watchShifts(page);
    const places = [...settings.map((name) => `settings/${name}`), 'access', 'ingest', 'd/reading-room'];
    for (const place of places) {
      await page.goto(`${vitrineUrl()}/o/lumen/${place}`);
      await expect(page.locator('h1, h2').first()).toBeVisible();
      await settled(page);
      await expectAccessible(page);
      if (place.startsWith('settings/')) expect(await shift(), place).toBeLessThanOrEqual(0.01);
    }
    // A line of the transcript is active while it is being said.
    const id = await idOf(page, 'spoken-word', 'sense-and-sensibility');
    await page.goto(`${vitrineUrl()}/o/lumen/d/spoken-word?item=${id}`);
    const cues = page.getByRole('region', { name: 'Transcript' }).getByRole('button');
    await cues.nth(2).click();
    await expect(page.locator('[aria-current=true]').filter({ has: page.locator('time') })).toBeVisible();
    await settled(page);
    await expectAccessible(page);
  });
}
