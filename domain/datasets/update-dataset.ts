import type { Dataset } from '#prisma/client/client.ts';
import type { DatasetVisibility } from '#prisma/client/enums.ts';
import { requirePermission } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { InvalidInput } from '../errors.ts';
import { requireName } from '../names.ts';
import { requireDataset } from './require-dataset.ts';

export interface UpdateDatasetInput {
  datasetId: string;
  name?: string | null;
  description?: string | null;
  license?: string | null;
  visibility?: DatasetVisibility | null;
  sensitive?: boolean | null;
}

/** Changes what is said of a dataset; what is not given stays. Who sees it, and whether caches may keep it, is for admins to say. */
export async function updateDataset(
  { db, viewer, accessLog }: Pick<Context, 'db' | 'viewer' | 'accessLog'>,
  { datasetId, ...input }: UpdateDatasetInput,
): Promise<Dataset> {
  const dataset = await requireDataset({ db, viewer }, { id: datasetId }, 'PUBLISH');
  const changes = {
    ...(input.name != null && { name: requireName(input.name, 200) }),
    ...(input.description != null && { description: readDescription(input.description) }),
    ...(input.license != null && { license: input.license.trim().slice(0, 200) || null }),
    ...(input.visibility != null && { visibility: input.visibility }),
    ...(input.sensitive != null && { sensitive: input.sensitive }),
  };
  const changed = (Object.keys(changes) as (keyof typeof changes)[]).filter((name) => changes[name] !== dataset[name]);
  if (changed.length === 0) return dataset;
  if (changed.includes('visibility') || changed.includes('sensitive')) {
    requirePermission(viewer, 'ADMIN', dataset.orgId, 'dataset');
  }
  return db.$transaction(async (tx) => {
    await accessLog.write(tx, {
      orgId: dataset.orgId,
      action: 'DATASET_CHANGE',
      datasetId,
      detail: Object.fromEntries(changed.map((name) => [name, { from: dataset[name], to: changes[name] ?? null }])),
    });
    return tx.dataset.update({ where: { id: datasetId }, data: { ...changes, updatedAt: new Date() } });
  });
}

function readDescription(description: string): string {
  if (description.length > 20_000) {
    throw new InvalidInput('description', 'A description has at most 20,000 characters.');
  }
  return description;
}
