import type { Page } from '@playwright/test';
import { vitrineUrl } from './page.ts';

/** Sends a query to the API as the user who is signed in on this page. Returns the data. */
export async function askApi<Data>(
  page: Page,
  query: string,
  variables: object = {},
  url = vitrineUrl(),
): Promise<Data> {
  const response = await page.request.post(`${url}/graphql`, {
    headers: { 'x-vitrine-csrf': 'tests' },
    data: { query, variables },
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown[] };
  if (errors) throw new Error(`The API refused: ${JSON.stringify(errors)}`);
  return data;
}

/** Returns the id of the demo organization. */
export async function lumenId(page: Page): Promise<string> {
  const { organization } = await askApi<{ organization: { id: string } }>(
    page,
    '{ organization(slug: "lumen") { id } }',
  );
  return organization.id;
}

/** Returns the id of a dataset of the demo organization. */
export async function datasetId(page: Page, slug: string, url = vitrineUrl()): Promise<string> {
  const { dataset } = await askApi<{ dataset: { id: string } }>(
    page,
    `{ dataset(organizationSlug: "lumen", slug: "${slug}") { id } }`,
    {},
    url,
  );
  return dataset.id;
}
