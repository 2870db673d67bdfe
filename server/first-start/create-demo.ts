import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '#database/databases.ts';
import { demoPeople } from '#domain/identity/demo.ts';
import { hashPassword } from '#domain/identity/password.ts';
import { newId } from '#domain/ids.ts';

export interface SampleDataset {
  slug: string;
  name: string;
  description: string;
  license: string | null;
  sensitive: boolean;
  folder: string;
}

export interface SampleOrganization {
  slug: string;
  name: string;
  datasets: SampleDataset[];
}

/** Reads the organizations and datasets of the samples folder. */
export async function readSamples(folder: string): Promise<SampleOrganization[]> {
  const { organizations } = JSON.parse(await readFile(join(folder, 'datasets.json'), 'utf8')) as {
    organizations: SampleOrganization[];
  };
  return organizations;
}

/**
 * Creates the demo's organizations, users and empty datasets, unless an organization exists. Returns whether it created
 * them.
 */
export async function createDemo(system: Db, samples: readonly SampleOrganization[]): Promise<boolean> {
  if ((await system.organization.count()) > 0) return false;
  const organizations = samples.map((sample) => ({ id: newId(), sample }));
  const people = await Promise.all(
    demoPeople.map(async (person) => ({ ...person, id: newId(), passwordHash: await hashPassword(person.password) })),
  );
  await system.$transaction([
    system.organization.createMany({
      data: organizations.map(({ id, sample: { slug, name } }) => ({ id, slug, name })),
    }),
    system.user.createMany({
      data: people.map(({ id, email, name, passwordHash }) => ({ id, email, name, passwordHash })),
    }),
    system.membership.createMany({
      data: people.map(({ id, organization, role }) => ({
        userId: id,
        orgId: organizations.find(({ sample }) => sample.slug === organization)!.id,
        role,
      })),
    }),
    system.dataset.createMany({
      data: organizations.flatMap(({ id: orgId, sample }) =>
        sample.datasets.map(({ folder: _folder, ...dataset }) => ({ ...dataset, id: newId(), orgId })),
      ),
    }),
  ]);
  return true;
}
