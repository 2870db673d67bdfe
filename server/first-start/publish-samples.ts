import { join } from 'node:path';
import type { Databases } from '#database/databases.ts';
import { demoPeople } from '#domain/identity/demo.ts';
import { hashSecret } from '#domain/secrets.ts';
import { publish } from '#sdk/publish.ts';
import { createTokenFor } from '../commands/create-token.ts';
import type { Logger } from '../logger.ts';
import { readSamples, type SampleOrganization } from './create-demo.ts';

/**
 * Publishes the sample datasets that are still empty, through the API and with a token, as a pipeline does. After an
 * interrupted start, the next start publishes the remaining ones.
 */
export async function publishSamples(
  databases: Databases,
  endpoint: string,
  samplesFolder: string,
  logger: Logger,
): Promise<void> {
  const organizations = await readSamples(samplesFolder);
  const empty = await databases.system.dataset.findMany({
    where: { revision: null, organization: { slug: { in: organizations.map(({ slug }) => slug) } } },
    select: { slug: true, organization: { select: { slug: true } } },
  });
  for (const { slug: organization, datasets } of organizations) {
    const waiting = datasets.filter(({ slug }) =>
      empty.some((dataset) => dataset.slug === slug && dataset.organization.slug === organization),
    );
    if (waiting.length > 0) await publishAll(databases, { endpoint, organization, samplesFolder, logger }, waiting);
  }
}

async function publishAll(
  databases: Databases,
  destination: Omit<Destination, 'token'>,
  datasets: SampleOrganization['datasets'],
) {
  const { organization } = destination;
  const owner = demoPeople.find((person) => person.organization === organization);
  if (!owner) return;
  const token = await createTokenFor(databases, {
    user: owner.email,
    org: organization,
    scopes: ['READ', 'PUBLISH'],
    name: 'First start',
    days: 1,
  });
  try {
    await publishFolders(datasets, { ...destination, token });
  } finally {
    await databases.system.apiToken.updateMany({
      where: { secretHash: hashSecret(token) },
      data: { revokedAt: new Date() },
    });
  }
}

interface Destination {
  endpoint: string;
  organization: string;
  token: string;
  samplesFolder: string;
  logger: Logger;
}

async function publishFolders(
  datasets: SampleOrganization['datasets'],
  { samplesFolder, logger, ...destination }: Destination,
) {
  for (const { slug, name, folder } of datasets) {
    for await (const event of publish(join(samplesFolder, folder), {
      ...destination,
      dataset: slug,
      message: 'Sample data',
    })) {
      if (event.type === 'done') logger.info(`Published ${destination.organization}/${slug}: ${name}`);
    }
  }
}
