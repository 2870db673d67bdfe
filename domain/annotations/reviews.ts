import type { Prisma } from '#prisma/client/client.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import { type ItemFilter, withParts } from '../items/item-filter.ts';
import type { Viewer } from '../viewer.ts';

/**
 * Returns whether a viewer sees annotations of reviewers. A link pinned to a revision shows them only if it was created
 * so.
 */
export function seesReviews({ share }: Pick<Viewer, 'share'>): boolean {
  return share === null || share.revision === null || share.withReviews;
}

/**
 * Returns the filter for annotations by id that a viewer may see. A pinned link shows no annotation that came after its
 * revision.
 */
export function annotationsVisibleTo(viewer: Viewer): Prisma.AnnotationWhereInput {
  const pinned = viewer.share?.revision;
  return {
    dataset: datasetsVisibleTo(viewer),
    ...(pinned && { sinceRevision: { lte: pinned, ...(!seesReviews(viewer) && { gt: 0 }) } }),
  };
}

/**
 * Returns the filter as it applies to a viewer. Conditions on annotations ignore reviews that the viewer does not see.
 */
export function filterFor(viewer: Pick<Viewer, 'share'>, filter: ItemFilter): ItemFilter {
  return seesReviews(viewer) ? filter : withoutReviews(filter);
}

function withoutReviews(filter: ItemFilter): ItemFilter {
  const { annotation, ...rest } = withParts(filter, withoutReviews);
  return { ...rest, ...(annotation && { annotation: { ...annotation, publishedOnly: true } }) };
}
