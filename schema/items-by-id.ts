import { itemsVisibleTo } from '#domain/items/items-visible-to.ts';
import type { Item, Prisma } from '#prisma/client/client.ts';
import { inOrder } from './in-order.ts';
import { loaderPerArguments } from './loader.ts';

type Query = Pick<Prisma.ItemFindManyArgs, 'include' | 'select'>;

/** Loads items by their ids, in one statement. Returns null for an item that the viewer may not see. */
export const itemsById = loaderPerArguments(
  async (context, ids: readonly string[], query: Query): Promise<(Item | null)[]> => {
    const found = await context.db.item.findMany({
      ...query,
      where: { AND: [{ id: { in: [...new Set(ids)] } }, itemsVisibleTo(context.viewer)] },
    });
    return inOrder(ids, found);
  },
);
