import type { Dataset } from '#prisma/client/client.ts';
import { requirePermission, requireUnlimited } from '../access/membership.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Context } from '../context.ts';
import { AlreadyExists } from '../errors.ts';
import { createOnce } from '../idempotency.ts';
import { isUniqueViolation } from '../unique-violation.ts';
import { datasetWords } from './dataset-words.ts';
import { type DatasetSettings, readDatasetSettings, readSlug } from './read-dataset-input.ts';

export interface CreateDatasetInput extends DatasetSettings {
  orgId: string;
  slug: string;
  name: string;
  /** Idempotency key, as described at `createOnce`. */
  idempotencyKey?: string | null;
}

/** Creates an empty dataset. It is a draft, which only publishers see, until its first revision is published. */
export async function createDataset(
  { db, viewer, accessLog }: Pick<Context, 'db' | 'viewer' | 'accessLog'>,
  { idempotencyKey, ...input }: CreateDatasetInput,
): Promise<Dataset> {
  requirePermission(viewer, 'PUBLISH', input.orgId, 'organization');
  requireUnlimited(viewer);
  const slug = readSlug(input.slug);
  const settings = readDatasetSettings(input);
  try {
    return await db.$transaction((tx) =>
      createOnce(
        tx,
        viewer,
        { orgId: input.orgId, operation: 'createDataset', idempotencyKey, input: { ...settings, slug } },
        {
          create: async (id) => {
            const dataset = await tx.dataset.create({
              data: {
                ...settings,
                id,
                orgId: input.orgId,
                slug,
                name: settings.name!,
                ...datasetWords({ slug, name: settings.name!, description: settings.description ?? '' }),
                createdBy: viewer.userId,
                // Without this grant, publishers could not see a restricted dataset that they create.
                ...(viewer.userId && { grants: { create: { userId: viewer.userId } } }),
              },
            });
            const detail = { created: slug };
            await accessLog.write(tx, { orgId: input.orgId, action: 'DATASET_CHANGE', datasetId: id, detail });
            return dataset;
          },
          replay: (id) => tx.dataset.findFirst({ where: { id, AND: [datasetsVisibleTo(viewer)] } }),
        },
      ),
    );
  } catch (error) {
    if (isUniqueViolation(error)) {
      throw new AlreadyExists(
        `The organization already has a dataset with the slug ${slug}. Choose another slug, or publish to that dataset.`,
      );
    }
    throw error;
  }
}
