import { parquetWriteBuffer } from 'hyparquet-writer';
import { openItem } from './open-item.ts';
import { expect, expectAccessible, signIn, test } from './page.ts';
import { publishFiles } from './publish-files.ts';

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'Datasets of Lumen Field Lab' })).toBeVisible();
});

test('a table is read, sorted, filtered and copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const lines = Array.from(
    { length: 5_000 },
    (_, row) => `${row},heron ${(row * 7) % 10},"<b>bold</b> https://a.example"`,
  );
  await publishFiles(page, 'tables', {
    'birds.csv': `id,bird,note\n${lines.join('\n')}\n`,
    'noise.parquet': 'This is not Parquet, and has more than sixteen bytes.',
  });
  await openItem(page, 'tables', 'birds');
  const grid = page.getByRole('grid', { name: 'Table birds.csv' });
  await expect(grid.getByRole('gridcell', { name: 'heron 7' }).first()).toBeVisible();
  await expect(page.getByText('5,000 rows, 3 columns')).toBeVisible();
  // Values are texts, whatever they look like.
  await expect(grid.locator('tbody :is(a, b)')).toHaveCount(0);
  await expectAccessible(page);

  await grid.focus();
  await page.keyboard.press('Control+End');
  await expect(grid.getByRole('rowheader', { name: '5,000' })).toBeInViewport();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+c');
  await expect(page.getByText('Copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('id\tbird\n0\theron 0\n1\theron 7');

  await grid.getByRole('button', { name: 'id' }).click();
  await grid.getByRole('button', { name: 'id' }).click();
  await expect(grid.getByRole('gridcell').first()).toHaveText('4999');
  await expect(grid.getByRole('columnheader', { name: /^id/ })).toHaveAttribute('aria-sort', 'descending');
  await page.getByLabel('Filter rows').fill('heron 3');
  await expect(page.getByText('500 of 5,000 rows')).toBeVisible();
  await grid.focus();
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByText('<b>bold</b> https://a.example')).toBeVisible();

  await openItem(page, 'tables', 'noise');
  await expect(page.getByRole('alert').getByText('damaged or incomplete')).toBeVisible();
});

test('the first rows of a large Parquet file need less than 2 MB', async ({ page }) => {
  const column = (index: number) =>
    Float64Array.from({ length: 400_000 }, (_, row) => (row * 7_919 + index) % 1_000_003);
  const file = parquetWriteBuffer({
    columnData: Array.from({ length: 16 }, (_, index) => ({
      name: `c${index}`,
      data: column(index),
      offsetIndex: false,
    })),
    pageSize: 64 * 1024,
    rowGroupSize: 400_000,
  });
  expect(file.byteLength).toBeGreaterThan(20_000_000);
  await publishFiles(page, 'columns', { 'columns.parquet': new Uint8Array(file) });
  let byteSize = 0;
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const ofStore = new Set<string>();
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (/[?&]X-Amz-Signature=/.test(response.url)) ofStore.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (ofStore.has(requestId)) byteSize += encodedDataLength;
  });
  await openItem(page, 'columns', 'columns');
  const grid = page.getByRole('grid', { name: 'Table columns.parquet' });
  await expect(grid.getByRole('gridcell', { name: '7919', exact: true })).toBeVisible();
  await expect(page.getByText('400,000 rows, 16 columns')).toBeVisible();
  expect(byteSize).toBeGreaterThan(50_000);
  expect(byteSize).toBeLessThan(2_000_000);
  await grid.focus();
  await page.keyboard.press('Control+End');
  await expect(grid.getByRole('rowheader', { name: '400,000' })).toBeInViewport();
  await expect(
    grid.getByRole('gridcell', { name: String((399_999 * 7_919 + 15) % 1_000_003), exact: true }),
  ).toBeVisible();
});
