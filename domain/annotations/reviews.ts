import type { Prisma } from '#prisma/client/client.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import { type ItemFilter, withParts } from '../items/item-filter.ts';
import type { Viewer } from '../viewer.ts';

/**
 * Returns whether a viewer sees annotations of reviewers. The holder of a link to one revision sees them only if the
 * link was created with `withReviews`.
 */
export function seesReviews({ share }: Pick<Viewer, 'share'>): boolean {
  return share === null || share.revision === null || share.withReviews;
}

/**
 * Returns the condition for the annotations that a viewer may see. The holder of a link to one revision does not see
 * annotations that were published later.
 */
export function annotationsVisibleTo(viewer: Viewer): Prisma.AnnotationWhereInput {
  const pinned = viewer.share?.revision;
  return {
    dataset: datasetsVisibleTo(viewer),
    ...(pinned && { sinceRevision: { lte: pinned, ...(!seesReviews(viewer) && { gt: 0 }) } }),
  };
}

/**
 * Returns the filter to apply for a viewer. If the viewer does not see annotations of reviewers, conditions on
 * annotations ignore them.
 */
export function filterFor(viewer: Pick<Viewer, 'share'>, filter: ItemFilter): ItemFilter {
  return seesReviews(viewer) ? filter : withoutReviews(filter);
}

function withoutReviews(filter: ItemFilter): ItemFilter {
  const { annotation, ...rest } = withParts(filter, withoutReviews);
  return { ...rest, ...(annotation && { annotation: { ...annotation, publishedOnly: true } }) };
}
