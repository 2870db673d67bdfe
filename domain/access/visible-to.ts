import type { Prisma } from '#prisma/client/client.ts';
import type { Viewer } from '../viewer.ts';
import { may, organizationsWith } from './membership.ts';

/**
 * Returns the condition for the datasets that a viewer may see.
 *
 * Members see the published datasets of their organization, and publishers also see its drafts. A RESTRICTED dataset is
 * visible only to admins and to people with a grant. A limited token sees only the datasets that it is limited to. The
 * holder of a share link sees only the dataset of the link.
 */
export function datasetsVisibleTo(viewer: Viewer): Prisma.DatasetWhereInput {
  if (viewer.share) return { orgId: viewer.share.orgId, id: viewer.share.datasetId, revision: { not: null } };
  const everywhere = organizationsWith(viewer, 'READ').map((orgId) => visibleIn(viewer, orgId));
  // A condition that matches nothing. Prisma matches nothing for an empty OR alone, but ignores an empty OR beside
  // other conditions.
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

/**
 * Returns the revision that a viewer reads if the request does not name a revision. Returns null if the dataset has no
 * revision yet.
 */
export function revisionFor(viewer: Viewer, dataset: { revision: number | null }): number | null {
  return viewer.share?.revision ?? dataset.revision;
}
