import type { Dataset } from '#prisma/client/client.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { DatasetVisibility } from '#prisma/client/enums.ts';
import { requirePermission, requireUnlimited } from '../access/membership.ts';
import type { Context } from '../context.ts';
import { AlreadyExists, InvalidInput } from '../errors.ts';
import { newId } from '../ids.ts';

export interface CreateDatasetInput {
  orgId: string;
  slug: string;
  name: string;
  description?: string | null;
  license?: string | null;
  visibility?: DatasetVisibility | null;
  sensitive?: boolean | null;
}

const slugPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Creates an empty dataset, a draft that publishers see until its first revision is published. */
export async function createDataset(
  { db, viewer, accessLog }: Pick<Context, 'db' | 'viewer' | 'accessLog'>,
  input: CreateDatasetInput,
): Promise<Dataset> {
  requirePermission(viewer, 'PUBLISH', input.orgId, 'organization');
  requireUnlimited(viewer);
  if (!slugPattern.test(input.slug)) {
    throw new InvalidInput(
      'slug',
      'A slug has 1 to 63 lower-case letters, digits and hyphens, and begins with a letter or digit.',
    );
  }
  if (input.name.trim() === '' || input.name.length > 200)
    throw new InvalidInput('name', 'A name has 1 to 200 characters.');
  try {
    const dataset = await db.dataset.create({
      data: {
        id: newId(),
        orgId: input.orgId,
        slug: input.slug,
        name: input.name.trim(),
        description: input.description ?? '',
        license: input.license ?? null,
        visibility: input.visibility ?? 'ORGANIZATION',
        sensitive: input.sensitive ?? false,
        createdBy: viewer.userId,
        // Else a publisher would lose sight of a restricted dataset by creating it.
        ...(viewer.userId && { grants: { create: { userId: viewer.userId } } }),
      },
    });
    accessLog.add({
      orgId: input.orgId,
      action: 'DATASET_CHANGE',
      datasetId: dataset.id,
      detail: { created: dataset.slug },
    });
    return dataset;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      throw new AlreadyExists(`The organization already has a dataset ${input.slug}.`);
    }
    throw error;
  }
}
