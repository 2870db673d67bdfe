import type { Page } from '@playwright/test';
import { askApi } from './api.ts';
import { expect, vitrineUrl } from './page.ts';

/** Opens an item of a dataset of the demo organization by its key. */
export async function openItem(page: Page, dataset: string, key: string) {
  const query =
    'query ($d: String!, $k: String!) { dataset(organizationSlug: "lumen", slug: $d) { item(key: $k) { id } } }';
  const answer = await askApi<{ dataset: { item: { id: string } } }>(page, query, { d: dataset, k: key });
  await page.goto(`${vitrineUrl()}/o/lumen/d/${dataset}?item=${answer.dataset.item.id}`);
  await expect(page.getByRole('button', { name: 'Close', exact: true })).toBeVisible();
}
