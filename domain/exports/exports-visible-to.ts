import type { Prisma } from '#prisma/client/client.ts';
import { organizationsWith } from '../access/membership.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Viewer } from '../viewer.ts';

/**
 * Returns the condition for the exports that a viewer may see: unexpired exports of readable datasets, from
 * all requesters. The holder of a share link sees no exports.
 */
export function exportsVisibleTo(viewer: Viewer): Prisma.DatasetExportWhereInput {
  return {
    orgId: { in: organizationsWith(viewer, 'READ') },
    dataset: datasetsVisibleTo(viewer),
    expiresAt: { gt: new Date() },
  };
}
