import type { Prisma } from '#prisma/client/client.ts';
import { organizationsWith } from '../access/membership.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Viewer } from '../viewer.ts';

/**
 * The exports a viewer may see: those of the datasets they may read, whoever asked for them, until their time is over. The
 * holder of a share link sees none.
 */
export function exportsVisibleTo(viewer: Viewer): Prisma.DatasetExportWhereInput {
  return {
    orgId: { in: organizationsWith(viewer, 'READ') },
    dataset: datasetsVisibleTo(viewer),
    expiresAt: { gt: new Date() },
  };
}
