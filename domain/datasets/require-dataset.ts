import type { Dataset } from '#prisma/client/client.ts';
import { type Permission, requirePermission } from '../access/membership.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Context } from '../context.ts';
import { NotFound } from '../errors.ts';

/** Returns the dataset. Throws unless the viewer may see it and has the permission in its organization. */
export async function requireDataset(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  where: { id: string } | { organization: string; slug: string },
  permission: Permission = 'READ',
): Promise<Dataset> {
  const named = 'id' in where ? where : { slug: where.slug, organization: { slug: where.organization } };
  const dataset = await db.dataset.findFirst({ where: { AND: [named, datasetsVisibleTo(viewer)] } });
  if (!dataset) throw new NotFound('dataset');
  if (!viewer.share) requirePermission(viewer, permission, dataset.orgId, 'dataset');
  else if (permission !== 'READ') throw new NotFound('dataset');
  return dataset;
}
