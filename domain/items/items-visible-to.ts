import type { Prisma } from '#prisma/client/client.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Viewer } from '../viewer.ts';
import { itemsAt } from './items-at.ts';

/** The items a viewer may see by their ids: those of visible datasets, and of the one revision a share link may pin. */
export function itemsVisibleTo(viewer: Viewer): Prisma.ItemWhereInput {
  const dataset = datasetsVisibleTo(viewer);
  const pinned = viewer.share?.revision;
  return pinned ? { dataset, AND: [itemsAt(pinned)] } : { dataset };
}
