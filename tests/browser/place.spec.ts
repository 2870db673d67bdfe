import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { publish } from '../../sdk/publish.ts';
import { expect, signIn, test, vitrineUrl } from './page.ts';
import { createToken } from './publish-files.ts';

const slug = 'twenty-thousand';

/** Publishes 20,000 items that share one file. */
async function publishMany(page: Page) {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-browser-many-'));
  const lines = Array.from({ length: 20_000 }, (_, index) =>
    JSON.stringify({
      key: `note-${String(index + 1).padStart(5, '0')}`,
      type: 'TEXT',
      tags: index % 2 === 0 ? ['odd'] : [],
      assets: [{ role: 'PRIMARY', path: 'a.txt' }],
    }),
  );
  await writeFile(join(folder, 'a.txt'), 'A note.');
  await writeFile(join(folder, 'manifest.ndjson'), lines.join('\n'));
  const token = await createToken(page);
  const events = publish(folder, { endpoint: vitrineUrl(), organization: 'lumen', dataset: slug, token });
  for await (const event of events) if (event.type === 'done') break;
  await rm(folder, { recursive: true });
}

interface Place {
  scrollTop: number;
  /** Keys of the visible tiles, with their distances from the top of the viewport. */
  seen: string[];
}

/** Returns the visible part of the grid, measured in the document. */
function placeOf(page: Page): Promise<Place> {
  return page.getByRole('grid', { name: /^Items of/ }).evaluate((grid) => {
    const scroller = grid.parentElement!;
    const view = scroller.getBoundingClientRect();
    const cells = [...grid.querySelectorAll('td')].filter((cell) => {
      const box = cell.getBoundingClientRect();
      return box.bottom > view.top && box.top < view.bottom;
    });
    return {
      scrollTop: scroller.scrollTop,
      seen: cells.map((cell) => `${cell.dataset['index']}: ${cell.getBoundingClientRect().top - view.top}`),
    };
  });
}

async function scrollTo(page: Page, top: number) {
  const before = page.url();
  await page.getByRole('grid', { name: /^Items of/ }).evaluate((grid, to) => grid.parentElement!.scrollTo(0, to), top);
  await expect(page, 'The place is written once the grid rests.').not.toHaveURL(before);
}

/** Waits until the grid shows a place again, exact to the pixel, and the status line agrees. */
async function expectPlace(page: Page, place: Place) {
  await expect.poll(() => placeOf(page).catch(() => null)).toEqual(place);
  const indexes = place.seen.map((cell) => Number.parseInt(cell, 10));
  const format = (index: number) => (index + 1).toLocaleString('en');
  await expect(page.getByText(`${format(Math.min(...indexes))}–${format(Math.max(...indexes))}`)).toBeVisible();
}

test('the place in a grid of 20,000 is the same to the pixel after reloads, Back, a filter and a link', async ({
  page,
  context,
}) => {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  await publishMany(page);

  await page.goto(`${vitrineUrl()}/o/lumen/d/${slug}`);
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  for (const [top, reloads] of [
    [271_237, 4],
    [160_007, 1],
    [9, 1],
  ] as const) {
    await scrollTo(page, top);
    const place = await placeOf(page);
    expect(place.scrollTop).toBe(top);
    for (let reload = 0; reload < reloads; reload += 1) {
      await page.reload();
      await expectPlace(page, place);
    }
  }

  await scrollTo(page, 271_237);
  const place = await placeOf(page);
  // Sets a filter and goes back.
  await page.getByRole('button', { name: /^odd/ }).click();
  await expect(page.getByText(/10,000 items/)).toBeVisible();
  await page.goBack();
  await expectPlace(page, place);
  // Opens the datasets and goes back.
  await page.getByRole('link', { name: 'Datasets', exact: true }).click();
  await expect(page.getByText('Field photographs')).toBeVisible();
  await page.goBack();
  await expectPlace(page, place);
  // Opens an item and goes back. The tile is completely visible, because a click on another would scroll to it.
  const [index] = place.seen[7]!.split(':');
  await page.locator(`td[data-index="${index}"] a`).click();
  await expect(page.getByRole('button', { name: 'Next item' })).toBeVisible();
  await expect(page).toHaveURL(/item=/);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/item=/);
  await expectPlace(page, place);
  // Opens the link in another tab.
  const other = await context.newPage();
  await other.goto(page.url());
  await expectPlace(other, place);
  await other.close();
  // Changes the width and restores it: the same item stays on top.
  await page.setViewportSize({ width: 1000, height: 800 });
  await page.setViewportSize({ width: 1280, height: 800 });
  await expectPlace(page, place);
});
