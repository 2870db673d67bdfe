import type { Page } from '@playwright/test';
import { vitrineUrl } from './page.ts';

/** Asks the API as whoever is signed in in this page's browser, and answers the data. */
export async function askApi<Data>(page: Page, query: string, variables: object = {}): Promise<Data> {
  const response = await page.request.post(`${vitrineUrl()}/graphql`, {
    headers: { 'x-vitrine-csrf': 'tests' },
    data: { query, variables },
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown[] };
  if (errors) throw new Error(`The API refused: ${JSON.stringify(errors)}`);
  return data;
}

/** The id of a dataset of the demo organization. */
export async function datasetId(page: Page, slug: string): Promise<string> {
  const { dataset } = await askApi<{ dataset: { id: string } }>(
    page,
    `{ dataset(organization: "lumen", slug: "${slug}") { id } }`,
  );
  return dataset.id;
}
