import type { Prisma } from '#prisma/client/client.ts';
import type { Viewer } from '../viewer.ts';
import { may, organizationsWith } from './membership.ts';

/**
 * Returns the datasets that a viewer may see, as a filter for any query that finds one.
 *
 * Members see the published datasets of their organization, and publishers also see its drafts. Admins and people with
 * a grant see a RESTRICTED dataset. A limited token sees its datasets, a share link its one dataset.
 */
export function datasetsVisibleTo(viewer: Viewer): Prisma.DatasetWhereInput {
  if (viewer.share) return { orgId: viewer.share.orgId, id: viewer.share.datasetId, revision: { not: null } };
  const everywhere = organizationsWith(viewer, 'READ').map((orgId) => visibleIn(viewer, orgId));
  // An explicit empty filter. Prisma matches nothing for an empty OR alone, but omits it beside other conditions.
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

/** Returns the revision that a viewer reads if the request names none. Returns null before the first revision. */
export function revisionFor(viewer: Viewer, dataset: { revision: number | null }): number | null {
  return viewer.share?.revision ?? dataset.revision;
}
