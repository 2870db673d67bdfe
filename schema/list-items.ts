import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import { filterFor } from '#domain/annotations/reviews.ts';
import type { Context } from '#domain/context.ts';
import { checkMetadataTypes } from '#domain/items/check-metadata-types.ts';
import { type FindItemsInput, type FoundItem, findItems } from '#domain/items/find-items.ts';
import { findItemsAround } from '#domain/items/find-items-around.ts';
import { type PageOf, readPage } from '#domain/paging/page.ts';
import { connectionOf, nodePaths } from './connection.ts';
import type { ItemList } from './item-connection.ts';
import { rowId } from './row-id.ts';

export interface ItemListArguments extends FindItemsInput {
  aroundItemId?: { id: string } | null | undefined;
}

/**
 * Returns one page of the items of a dataset at a revision, as the value of an `ItemConnection`. The viewer must be
 * allowed to read the revision.
 */
export async function listItems(
  context: Context,
  info: GraphQLResolveInfo,
  { dataset, revision }: Pick<ItemList, 'dataset' | 'revision'>,
  { aroundItemId, ...args }: ItemListArguments,
) {
  const filter = filterFor(context.viewer, args.filter ?? {});
  await checkMetadataTypes(context, dataset, revision, filter);
  const list: ItemList = { dataset, revision, filter, orderBy: args.orderBy };
  const page = await findPage(context, list, { ...args, filter }, aroundItemId?.id);
  const query = queryFromInfo({ context, info, paths: nodePaths(), select: { id: true, orgId: true } });
  const ids = page.rows.map(({ id }) => id);
  const items = ids.length > 0 ? await context.db.item.findMany({ ...query, where: { id: { in: ids } } }) : [];
  const byId = new Map(items.map((item) => [item.id, item]));
  const words = args.filter?.text?.trim() ?? '';
  return { ...connectionOf(page, ({ id, cursor }) => ({ cursor, node: byId.get(id)!, words })), ...list };
}

/**
 * Returns the page after or before a cursor, or the page around an item. Returns an empty page if the dataset has no
 * revision.
 */
function findPage(
  context: Context,
  { dataset, revision }: ItemList,
  input: FindItemsInput,
  around: string | undefined,
): PageOf<FoundItem> | Promise<PageOf<FoundItem>> {
  if (revision === null) {
    readPage(input, context.limits);
    return emptyPage;
  }
  if (around === undefined) return findItems(context, dataset, revision, input);
  return findItemsAround(context, dataset, revision, { ...input, around: rowId(around) });
}

const emptyPage: PageOf<FoundItem> = { rows: [], hasNextPage: false, hasPreviousPage: false };
