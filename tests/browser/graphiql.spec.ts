import type { Page, Response } from '@playwright/test';
import { examples } from '../../server/graphiql/examples.ts';
import { expect, signIn, test, vitrineUrl } from './page.ts';

const names = examples.map(({ query }) => /query (\w+)/.exec(query)![1]!);

async function openGraphiql(page: Page) {
  await signIn(page);
  await expect(page.getByText('Field photographs')).toBeVisible();
  await page.goto(`${vitrineUrl()}/graphiql`);
  await expect(page.getByRole('tab', { name: names[0]! })).toBeVisible();
}

/** Executes the operation of the open tab. Returns the data of the response. */
async function execute(page: Page, name: string): Promise<Record<string, unknown>> {
  const isOfOperation = (answer: Response) => (answer.request().postData() ?? '').includes(`query ${name}`);
  let response: Response | undefined;
  // GraphiQL shows a tab before it activates it. Until then, it executes nothing or the previous tab.
  await expect(async () => {
    [response] = await Promise.all([
      page.waitForResponse(isOfOperation, { timeout: 5_000 }),
      page.getByRole('button', { name: /^Execute query/ }).click(),
    ]);
  }).toPass();
  const { data, errors } = (await response!.json()) as { data: Record<string, unknown>; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** Data that each saved operation must return from the demo data. */
const found: Record<string, Record<string, unknown>> = {
  WhoAmI: { viewer: { kind: 'PERSON', user: { email: 'demo@vitrine.example' } } },
  Datasets: { datasets: { totalCount: expect.any(Number), edges: expect.arrayContaining([expect.anything()]) } },
  Items: { dataset: { items: { edges: expect.arrayContaining([expect.anything()]) } } },
  OneItem: { dataset: { item: { title: expect.any(String), assets: expect.arrayContaining([expect.anything()]) } } },
};

test('every saved operation runs on the demo data as it is, in its own tab', async ({ page }) => {
  await openGraphiql(page);
  expect(await page.getByRole('tab').count()).toBe(names.length);
  for (const name of names) {
    const tab = page.getByRole('tab', { name });
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await expect(page.locator('.graphiql-query-editor')).toContainText(`query ${name}`);
    expect(await execute(page, name)).toMatchObject(found[name]!);
    await expect(page.locator('.result-window')).toContainText('data');
  }
});

test('on return the open tab is open again, and nothing is added or kept of headers', async ({ page }) => {
  await openGraphiql(page);
  await page.getByRole('tab', { name: 'Items' }).click();
  await page.getByRole('button', { name: 'Headers' }).click();
  await page.getByRole('button', { name: /^Execute query/ }).click();
  await expect(page.locator('.result-window')).toContainText('data');
  // GraphiQL stores the open tab some time after the click.
  const storedTab = () => page.evaluate(() => localStorage.getItem('graphiql:tabState') ?? '');
  await expect.poll(storedTab).toContain(`"activeTabIndex":${names.indexOf('Items')}`);
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Items' })).toHaveAttribute('aria-selected', 'true');
  expect(await page.getByRole('tab').count()).toBe(names.length);
  const stored = await page.evaluate(() => Object.entries(localStorage));
  expect(stored.filter(([key]) => /headers/i.test(key)).map(([, value]) => value)).not.toContain('true');
  await page.getByRole('button', { name: 'Open settings dialog' }).click();
  await expect(page.getByText('Persist headers')).toBeHidden();
});

test('the viewer leads to GraphiQL, and GraphiQL back to the viewer', async ({ page }) => {
  await signIn(page);
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'GraphiQL' }).click();
  await expect(page).toHaveURL(/\/graphiql$/);
  await page.getByRole('link', { name: 'Back to Vitrine' }).click();
  await expect(page.getByText('Field photographs')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('graphiql');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/graphiql$/);
});

test('GraphiQL fits a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openGraphiql(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await expect(page.getByRole('link', { name: 'Back to Vitrine' })).toBeInViewport();
  await expect(page.getByRole('button', { name: /^Execute query/ })).toBeInViewport();
  await execute(page, names[0]!);
  // The response is below the query, and as wide.
  const [query, response] = [page.locator('.graphiql-query-editor'), page.locator('.result-window')];
  const [above, below] = [(await query.boundingBox())!, (await response.boundingBox())!];
  expect(below.y).toBeGreaterThanOrEqual(above.y + above.height);
  expect(below.width).toBeGreaterThan(250);
});
