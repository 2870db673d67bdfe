import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { publish } from '../../sdk/publish.ts';
import type { PublishOptions } from '../../sdk/publish-options.ts';
import { askApi } from './api.ts';
import { vitrineUrl } from './page.ts';

const tokenMutation = `mutation ($organization: ID!) {
  createApiToken(input: { organizationId: $organization, name: "Browser tests", scopes: [READ, PUBLISH] }) {
    ... on CreateApiTokenSuccess { secret }
  }
}`;

/** Returns a token with which a pipeline of the signed-in user publishes to the demo organization. */
export async function createToken(page: Page): Promise<string> {
  const { organization } = await askApi<{ organization: { id: string } }>(
    page,
    '{ organization(slug: "lumen") { id } }',
  );
  const { createApiToken } = await askApi<{ createApiToken: { secret: string } }>(page, tokenMutation, {
    organization: organization.id,
  });
  return createApiToken.secret;
}

/** Publishes files as a dataset of the demo organization, as a pipeline of the signed-in user would. */
export async function publishFiles(
  page: Page,
  dataset: string,
  files: Record<string, string | Uint8Array>,
  options: Partial<PublishOptions> = {},
) {
  const token = await createToken(page);
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-browser-files-'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const events = publish(folder, { endpoint: vitrineUrl(), organization: 'lumen', dataset, token, ...options });
  for await (const event of events) if (event.type === 'done') break;
  await rm(folder, { recursive: true });
}
