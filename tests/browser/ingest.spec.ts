import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, expectAccessible, signIn, test, vitrineUrl } from './page.ts';
import { publishInVain } from './publish-lines.ts';

const shown = process.env['SCREENSHOTS'];

test('what is wrong with a manifest stands in its session, by cause, with its lines, 100,000 of them', async ({
  page,
}) => {
  test.slow();
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  const lines = Array.from({ length: 49_990 }, (_, index) => ({ key: `gull-${index + 1}`, type: 'BIRD' }));
  const long = {
    key: 'an-island/'.repeat(40),
    type: 'IMAGE',
    titel: 'A typo',
    assets: [{ role: 'HERO', sha256: '0'.repeat(64) }],
  };
  const session = await publishInVain(page, 'broken-manifest', [...lines, ...Array.from({ length: 10 }, () => long)]);
  await page.goto(`${vitrineUrl()}/o/lumen/ingest/${session}`);

  const issues = page.getByRole('region', { name: 'Issues in the manifest' });
  await expect(issues.getByRole('heading')).toHaveText('100,000 issues in the manifest');
  const groups = issues.locator('summary');
  await expect(groups.filter({ hasText: 'INVALID_VALUE' })).toContainText('50,000');
  await expect(groups.filter({ hasText: 'REQUIRED' })).toContainText('49,990');
  await expect(groups.filter({ hasText: 'UNKNOWN_FIELD' })).toContainText('10');

  // The most frequent cause is expanded, with a few examples. More examples load page by page.
  const rows = issues.getByRole('row');
  await expect(rows).toHaveCount(1 + 5);
  await expect(rows.nth(1)).toContainText('gull-1');
  await expect(rows.nth(1)).toContainText('/type');
  await expect(rows.nth(1)).toContainText('Expected:');
  await issues.getByRole('button', { name: 'Show more issues' }).click();
  await expect(rows).toHaveCount(1 + 55);
  await groups.filter({ hasText: 'INVALID_VALUE' }).click();
  await expect(rows).toHaveCount(0);
  await groups.filter({ hasText: 'UNKNOWN_FIELD' }).click();
  await expect(issues.getByText('49,991')).toBeVisible();
  await expectAccessible(page);

  const saving = page.waitForEvent('download');
  await issues.getByRole('button', { name: 'Download all' }).click();
  const text = await readFile(await (await saving).path(), 'utf8');
  expect(text.trimEnd().split('\n')).toHaveLength(100_000);
  expect(JSON.parse(text.slice(0, text.indexOf('\n')))).toMatchObject({
    line: 1,
    key: 'gull-1',
    code: 'INVALID_VALUE',
  });

  await rows.last().scrollIntoViewIfNeeded();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
  if (shown) await page.screenshot({ path: join(shown, 'issues-dark.png'), fullPage: true });
  await page.emulateMedia({ colorScheme: 'light' });
  if (shown) await page.screenshot({ path: join(shown, 'issues-light.png'), fullPage: true });
  await page.setViewportSize({ width: 390, height: 800 });
  await expectAccessible(page);
  await rows.last().scrollIntoViewIfNeeded();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  if (shown) await page.screenshot({ path: join(shown, 'issues-narrow.png'), fullPage: true });
});
