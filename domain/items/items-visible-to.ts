import type { Prisma } from '#prisma/client/client.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Viewer } from '../viewer.ts';
import { itemsAt } from './items-at.ts';

/**
 * Returns the condition for the items that a viewer may see. For the holder of a link to one revision, these are the
 * items of that revision.
 */
export function itemsVisibleTo(viewer: Viewer): Prisma.ItemWhereInput {
  const dataset = datasetsVisibleTo(viewer);
  const pinned = viewer.share?.revision;
  return pinned ? { dataset, AND: [itemsAt(pinned)] } : { dataset };
}
