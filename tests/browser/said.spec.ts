import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { openItem } from './open-item.ts';
import { expect, signIn, test, vitrineUrl } from './page.ts';
import { publishFiles } from './publish-files.ts';

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
});

test('the status line speaks of what is shown: a filter, and a pinned revision', async ({ page }) => {
  const dataset = `${vitrineUrl()}/o/lumen/d/field-photographs`;
  const size = page.getByText(/^[\d.]+ MB$/);
  await page.goto(dataset);
  await expect(page.getByText('49 items', { exact: true })).toBeVisible();
  await expect(size).toBeVisible();
  const whole = await size.textContent();
  await page.goto(`${dataset}?tag=green`);
  await expect(page.getByText('10 items', { exact: true })).toBeVisible();
  await expect(page.getByText(/^Published/)).toBeVisible();
  await expect(size).toHaveCount(0);
  await page.goto(`${dataset}@1`);
  await expect(page.getByText('49 items', { exact: true })).toBeVisible();
  await expect(size).toHaveText(whole!);
  await expect(page.getByText(/^Published/)).toBeVisible();
});

test('a published session is whole, also where few of its items are new', async ({ page }) => {
  const files = { 'a.txt': 'one', 'b.txt': 'two', 'c.txt': 'three' };
  await publishFiles(page, 'twice-published', files);
  await publishFiles(page, 'twice-published', { ...files, 'd.txt': 'four' });
  await page.goto(`${vitrineUrl()}/o/lumen/ingest`);
  await page.getByRole('link', { name: 'twice-published' }).first().click();
  await expect(page.getByText('4 items, 1 new or changed')).toBeVisible();
  for (const bar of await page.getByRole('progressbar').all()) {
    expect(await bar.evaluate((element: HTMLProgressElement) => element.value / element.max)).toBe(1);
  }
  await expect(page.getByRole('listitem').filter({ hasText: '(in progress)' })).toHaveCount(0);
});

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const boxesOf = (page: Page, selector: string): Promise<Box[]> =>
  page
    .locator(selector)
    .evaluateAll((all) => all.map((one) => (one as SVGElement).getBoundingClientRect().toJSON() as Box));

test('labels of points cover neither each other nor another point', async ({ page }) => {
  const points = [0, 1, 2, 3, 4, 5].map((index) => ({
    kind: 'POINT',
    label: `landmark ${index}`,
    geometry: { x: 0.4 + index * 0.02, y: 0.4 + (index % 3) * 0.03 },
  }));
  const item = { key: 'face', type: 'IMAGE', assets: [{ role: 'PRIMARY', path: 'a.png' }], annotations: points };
  const picture = { create: { width: 800, height: 600, channels: 3, background: 'teal' } } as const;
  await publishFiles(page, 'landmarks', {
    'a.png': await sharp(picture).png().toBuffer(),
    'manifest.ndjson': JSON.stringify(item),
  });
  await openItem(page, 'landmarks', 'face');
  await expect(page.locator('.annotation-overlay-name').first()).toBeVisible();
  const names = await boxesOf(page, '.annotation-overlay-name rect');
  const marks = await boxesOf(page, '.annotation-overlay-line.annotation-overlay-point');
  expect(marks).toHaveLength(6);
  expect(names.length).toBeGreaterThanOrEqual(3);
  const centres = marks.map(({ x, y, width, height }) => ({
    x: x + width / 2,
    y: y + height / 2,
    width: 0,
    height: 0,
  }));
  const isCovered = (a: Box, b: Box) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  const covered = names.flatMap((name, index) =>
    [...names.slice(index + 1), ...centres].filter((other) => isCovered(name, other)),
  );
  expect(covered).toEqual([]);
});
