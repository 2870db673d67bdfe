import type { Prisma } from '#prisma/client/client.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Viewer } from '../viewer.ts';
import { itemsAt } from './items-at.ts';

/**
 * Returns the filter for items by id that a viewer may see: those of visible datasets, and of the revision that a share
 * link is pinned to.
 */
export function itemsVisibleTo(viewer: Viewer): Prisma.ItemWhereInput {
  const dataset = datasetsVisibleTo(viewer);
  const pinned = viewer.share?.revision;
  return pinned ? { dataset, AND: [itemsAt(pinned)] } : { dataset };
}
