import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test, vitrineUrl } from './page.ts';

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
});

async function openExports(page: Page, path: string) {
  await page.goto(vitrineUrl() + path);
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await expect(dialog.getByRole('heading', { name: 'Recent exports' })).toBeVisible();
  return dialog;
}

function linesOf(path: string): Record<string, unknown>[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('what the filters leave is exported, followed until it is ready, and downloaded', async ({ page }) => {
  const dialog = await openExports(page, '/o/lumen/d/reading-room?type=document');
  await expect(dialog.getByText('No exports yet')).toBeVisible();
  await expect(dialog.getByRole('checkbox', { name: /Only items that match the filters/ })).toBeChecked();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Start export' }).click();

  const row = dialog.getByRole('listitem', { name: 'reading-room r1 as NDJSON' });
  const download = row.getByRole('button', { name: /Download/ });
  await expect(download).toBeVisible();
  await expect(row.getByText(/\b3 items\b/)).toBeVisible();
  const [saved] = await Promise.all([page.waitForEvent('download'), download.click()]);
  expect(saved.suggestedFilename()).toBe('reading-room-r1.ndjson');
  const lines = linesOf(await saved.path());
  expect(lines.map(({ type }) => type)).toEqual(['DOCUMENT', 'DOCUMENT', 'DOCUMENT']);
});

test('a Croissant description comes with the items it is of, and holds in either light and on a narrow screen', async ({
  page,
}) => {
  const dialog = await openExports(page, '/o/lumen/d/field-photographs');
  await dialog.getByRole('combobox', { name: 'Format' }).selectOption('CROISSANT');
  await dialog.getByRole('button', { name: 'Start export' }).click();
  const download = dialog.getByRole('button', { name: /Download field-photographs r1 as Croissant/ });
  await expect(download).toBeVisible();

  const downloads: string[] = [];
  const paths: Promise<string>[] = [];
  page.on('download', (file) => {
    downloads.push(file.suggestedFilename());
    paths.push(file.path());
  });
  await download.click();
  const names = ['field-photographs-r1.croissant.json', 'field-photographs-r1.ndjson'];
  await expect.poll(() => downloads).toEqual(names);
  const [description, items] = await Promise.all(paths);
  const { distribution } = JSON.parse(readFileSync(description!, 'utf8')) as { distribution: { name: string }[] };
  expect(distribution[0]!.name).toBe(names[1]);
  expect(linesOf(items!)).toHaveLength(49);

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await expect(download).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await expectAccessible(page);
      const folder = process.env['SCREENSHOTS'];
      if (folder) await page.screenshot({ path: `${folder}/exports-${colorScheme}-${width}.png` });
    }
  }
});
