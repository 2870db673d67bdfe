import { datasetsVisibleTo, revisionFor } from '../access/visible-to.ts';
import type { Context } from '../context.ts';

/** Datasets of one organization in which a viewer searches, each with the revision that the viewer reads. */
export interface SearchScope {
  orgId: string;
  datasetIds: string[];
  revisions: number[];
}

/**
 * Returns the datasets in which a viewer searches: the visible datasets of one organization, or of all organizations of
 * the viewer. Returns an empty list for an organization that does not exist or that the viewer does not belong to.
 */
export async function searchScopes(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  organization: string | null,
): Promise<SearchScope[]> {
  const datasets = await db.dataset.findMany({
    where: {
      AND: [
        datasetsVisibleTo(viewer),
        { revision: { not: null } },
        ...(organization === null ? [] : [{ organization: { slug: organization } }]),
      ],
    },
    select: { id: true, orgId: true, revision: true },
    orderBy: { id: 'asc' },
  });
  const scopes = new Map<string, SearchScope>();
  for (const dataset of datasets) {
    const { orgId } = dataset;
    const scope = scopes.get(orgId) ?? { orgId, datasetIds: [], revisions: [] };
    scopes.set(orgId, scope);
    scope.datasetIds.push(dataset.id);
    scope.revisions.push(revisionFor(viewer, dataset)!);
  }
  return [...scopes.values()];
}
