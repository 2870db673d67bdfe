import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, signIn, test, vitrineUrl } from './page.ts';
import { publishFiles } from './publish-files.ts';

const slug = 'red-and-blue';

/** Holds all pictures of the object store. Returns a function that releases them. */
async function holdPictures(page: Page): Promise<() => Promise<void>> {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const isFile = (url: URL) => url.origin !== new URL(vitrineUrl()).origin;
  await page.route(isFile, async (route) => {
    await released;
    await route.continue().catch(() => {}); // A page that was left has no requests any more.
  });
  return async () => {
    release();
    await page.unroute(isFile);
  };
}

/** Returns the colours at the left and right edge of the first blurred copy. */
function edgesOf(page: Page) {
  return page
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const at = (x: number) => [...canvas.getContext('2d')!.getImageData(x, canvas.height / 2, 1, 1).data];
      return { left: at(1), right: at(canvas.width - 2) };
    });
}

test('until a picture has loaded, its blurred copy is shown: in the grid, in search results and on its page', async ({
  page,
}) => {
  await signIn(page);
  const left = { create: { width: 300, height: 400, channels: 3 as const, background: 'red' } };
  const picture = await sharp({ create: { width: 600, height: 400, channels: 3, background: 'blue' } })
    .composite([{ input: left, left: 0, top: 0 }])
    .png()
    .toBuffer();
  await publishFiles(page, slug, { 'halves.png': picture });
  await expect
    .poll(async () => {
      await page.goto(`${vitrineUrl()}/o/lumen/d/${slug}`);
      await expect(page.getByText('halves').first()).toBeVisible();
      return page.locator('canvas').count();
    })
    .toBe(1);

  const places = [
    ['grid', `/o/lumen/d/${slug}`],
    ['search', '/o/lumen/search?q=halves'],
  ] as const;
  for (const [place, path] of places) {
    await test.step(place, async () => {
      const release = await holdPictures(page);
      await page.goto(`${vitrineUrl()}${path}`);
      await expect(page.locator('canvas').first()).toBeVisible();
      const { left, right } = await edgesOf(page);
      expect(left[0]! - left[2]!).toBeGreaterThan(120);
      expect(right[2]! - right[0]!).toBeGreaterThan(120);
      await release();
      await expect(page.locator('canvas ~ img').first()).toHaveCSS('opacity', '1');
    });
  }
  await test.step('the page of the item', async () => {
    const release = await holdPictures(page);
    await page.goto(`${vitrineUrl()}/o/lumen/d/${slug}`);
    await page.getByRole('link', { name: /halves/ }).click();
    const stage = page.getByRole('region', { name: 'halves' });
    await expect(stage.locator('canvas')).toBeVisible();
    await release();
    await expect(stage.getByRole('img', { name: 'halves' })).toHaveCSS('opacity', '1');
    await expect(stage.locator('canvas')).toHaveCount(0);
  });
});
