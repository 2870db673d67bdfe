import type { Prisma } from '#prisma/client/client.ts';
import type { Viewer } from '../viewer.ts';
import { may, organizationsWith } from './membership.ts';

/**
 * The datasets a viewer may see, as a filter for any query that finds one.
 *
 * Members see what their organization has published; publishers also see its drafts. A RESTRICTED dataset is seen by
 * admins and by those it was granted to. A limited token sees its datasets, a share link its one.
 */
export function datasetsVisibleTo(viewer: Viewer): Prisma.DatasetWhereInput {
  if (viewer.share) return { orgId: viewer.share.orgId, id: viewer.share.datasetId, revision: { not: null } };
  const everywhere = organizationsWith(viewer, 'READ').map((orgId) => visibleIn(viewer, orgId));
  // Said outright: an empty OR matches nothing by itself, but Prisma leaves it out where it is one of several conditions.
  if (everywhere.length === 0) return { id: { in: [] } };
  const visible: Prisma.DatasetWhereInput = everywhere.length === 1 ? everywhere[0]! : { OR: everywhere };
  return viewer.datasetIds ? { AND: [visible, { id: { in: [...viewer.datasetIds] } }] } : visible;
}

function visibleIn(viewer: Viewer, orgId: string): Prisma.DatasetWhereInput {
  const published: Prisma.DatasetWhereInput = may(viewer, 'PUBLISH', orgId) ? {} : { revision: { not: null } };
  if (may(viewer, 'ADMIN', orgId) || viewer.userId === null) return { orgId, ...published };
  return {
    orgId,
    ...published,
    OR: [{ visibility: 'ORGANIZATION' }, { grants: { some: { userId: viewer.userId } } }],
  };
}

/** The revision of a dataset a viewer reads when none is named; null when there is none to read yet. */
export function revisionFor(viewer: Viewer, dataset: { revision: number | null }): number | null {
  return viewer.share?.revision ?? dataset.revision;
}
