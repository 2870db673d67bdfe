import type { Dataset } from '#prisma/client/client.ts';
import { revisionFor } from '../access/visible-to.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';

/**
 * The revision to read of a dataset the viewer may see: the one that was asked for, or the current one; null while there
 * is none. A number that was never published, or whose rows were deleted, is `NotFound`.
 */
export async function readableRevision(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  dataset: Pick<Dataset, 'id' | 'orgId' | 'revision'>,
  asked: number | null | undefined,
): Promise<number | null> {
  const offered = revisionFor(viewer, dataset);
  if (asked == null || asked === offered) return offered;
  if (viewer.share?.revision) throw new NotFound('revision');
  const revision = await db.datasetRevision.findFirst({
    where: { orgId: dataset.orgId, datasetId: dataset.id, number: asked, deletedAt: null },
    select: { number: true },
  });
  if (!revision) throw new NotFound('revision');
  return revision.number;
}
