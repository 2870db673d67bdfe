import { readableRevisionSql } from '#domain/datasets/readable-revision.ts';
import type { Facets as StoredFacets } from '#domain/ingest/publish/count-facets.ts';
import { itemsBehindSql, itemWalkSql } from '#domain/items/find-items.ts';
import { type ItemFilter, isEmptyFilter, requiredTags } from '#domain/items/item-filter.ts';
import {
  datasetOfItemCursor,
  defaultItemOrder,
  type ItemOrder,
  itemCursorSql,
  readItemCursor,
} from '#domain/items/item-order.ts';
import { itemSourceSql } from '#domain/items/item-source.ts';
import { visibleAtText } from '#domain/items/items-at.ts';
import { type PageArguments, readPage } from '#domain/paging/page.ts';
import { type Demand, type PlanRequest, planConnection, planRows, planValue, type Row } from '#plan/field-plan.ts';
import { Unplannable } from '#plan/unplanned.ts';
import { type Item, Prisma } from '#prisma/client/client.ts';
import { itemsById } from '../items-by-id.ts';
import { rowByPlan } from './row-by-plan.ts';
import { rowsByPlan } from './rows-by-plan.ts';

interface ItemListArguments extends PageArguments {
  filter?: ItemFilter | null;
  orderBy?: ItemOrder | null;
  revisionNumber?: number | null;
  aroundItemId?: unknown;
}

interface FacetArguments {
  filter?: ItemFilter | null | undefined;
  revisionNumber?: number | null | undefined;
}

interface ItemArguments {
  key: string;
  revisionNumber?: number | null | undefined;
}

/**
 * Plans `Dataset.items` and `DatasetRevision.items`: the walk of `findItems`, for a dataset or a revision in the
 * statement.
 */
export const planItems = planConnection<ItemListArguments>((parent, { args }) => {
  const dataset = listRow(parent);
  return {
    node: { self: 'i', dataset: dataset['self']! },
    list: dataset,
    page(request) {
      const given = args(request);
      if (given.aroundItemId != null) throw leftToResolver('aroundItemId');
      const page = readPage(given, request.context.limits);
      const order = given.orderBy ?? defaultItemOrder;
      const datasetId = `${dataset['self']}.id`;
      const source = sourceOf(request, dataset, given);
      const ofDataset = page.cursor === null ? null : datasetOfItemCursor(page.cursor);
      if (page.cursor !== null && ofDataset === null) throw leftToResolver('after');
      const place = page.cursor === null ? null : readItemCursor(ofDataset!, order, page.cursor, 'after');
      const behind = itemsBehindSql(source, order, place, page);
      return {
        walk: (rows) =>
          request.sql(itemWalkSql(source, order, place, { rows, backward: page.backward }, Prisma.sql`i.*`)),
        cursor: itemCursorSql(datasetId, order, 'i'),
        size: page.size,
        backward: page.backward,
        behind: () => (behind ? `coalesce((${request.sql(behind)}), FALSE)` : 'FALSE'),
        demand: demandOf(
          request,
          dataset,
          given.revisionNumber,
          ofDataset === null ? [] : [`${datasetId} = ${request.bind(ofDataset)}`],
        ),
      };
    },
  };
});

/** Returns the aliases of a list: its dataset, and its revision if the list belongs to one. */
function listRow(parent: Row): Row {
  return parent['dataset'] ? { self: parent['dataset'], revision: parent['self']! } : parent;
}

/** Returns the items of a list, independent of the page. */
function sourceOf(request: PlanRequest, dataset: Row, given: ItemListArguments) {
  const filter = given.filter ?? {};
  const tags = requiredTags(filter);
  // The best way depends on the dataset, which a statement for all datasets does not know.
  if (!isPlain(filter)) throw leftToResolver('filter');
  const { field } = given.orderBy ?? defaultItemOrder;
  if (field === 'RELEVANCE') throw leftToResolver('orderBy');
  // The best way depends on how rare a tag is.
  if (tags.length > 1 || (tags.length > 0 && field !== 'POSITION')) throw leftToResolver('filter');
  return itemSourceSql(columnsOf(dataset), revisionOf(request, dataset, given.revisionNumber), filter, tags[0] ?? null);
}

/** Returns the revision of a list, as SQL. */
function revisionOf({ context }: PlanRequest, { self, revision }: Row, asked: number | null | undefined) {
  if (revision) return Prisma.raw(`${revision}.number`);
  return readableRevisionSql(context.viewer, Prisma.raw(self!), asked).number;
}

/**
 * Returns the demand for reading a dataset's items: the viewer may read the revision, and the other conditions hold.
 */
function demandOf(
  request: PlanRequest,
  { self, revision }: Row,
  asked: number | null | undefined,
  others: readonly string[] = [],
): Demand | null {
  const readable = revision
    ? Prisma.raw(`${revision}.deleted_at IS NULL`)
    : readableRevisionSql(request.context.viewer, Prisma.raw(self!), asked).readable;
  const conditions = [...(readable ? [request.sql(readable)] : []), ...others];
  return conditions.length > 0 ? { holds: conditions.join(' AND '), id: `${self}.id` } : null;
}

function columnsOf({ self }: Row) {
  return { id: Prisma.raw(`${self}.id`), orgId: Prisma.raw(`${self}.org_id`) };
}

/**
 * Returns whether PostgreSQL can use one plan for all values of the filter. This holds for tags, which have an index.
 * It also holds for types, which are compared row by row.
 */
function isPlain({ types: _types, tags, ...rest }: ItemFilter): boolean {
  const { all, ...otherTags } = tags ?? {};
  const isExact = !tags?.ignoreCase || !all?.length;
  return isExact && isEmptyFilter({ ...rest, tags: otherTags });
}

/** Plans `ItemConnection.revisionNumber`. */
export const planItemListRevision = planValue(
  (dataset, { argsOf }) =>
    (request) =>
      request.sql(revisionOf(request, dataset, argsOf(planItems, request).revisionNumber)),
);

/** Plans `ItemConnection.totalCount` of a list without a filter: the revision stores the count. */
export const planItemCount = planValue((dataset, { alias, argsOf }) => {
  const r = alias('r');
  return (request) => {
    const { filter, revisionNumber } = argsOf(planItems, request);
    if (!isEmptyFilter(filter ?? {})) throw leftToResolver('filter');
    return `coalesce((SELECT ${r}.item_count ${revisionRow(request, r, dataset, revisionNumber)}), 0)`;
  };
});

/** Plans `ItemConnection.totalCountKind` of a list without a filter. */
export const planItemCountKind = planValue((_dataset, { argsOf }) => (request) => {
  const { filter } = argsOf(planItems, request);
  if (!isEmptyFilter(filter ?? {})) throw leftToResolver('filter');
  return `'EXACT'`;
});

/**
 * Plans `Dataset.facets` without a filter: the facets that the revision stores. Without a revision, the facets are
 * empty.
 */
export const planFacets = planRows<FacetArguments>((dataset, { alias, args }) => {
  const [r, kept] = [alias('r'), alias('kept')];
  return {
    row: { self: `${kept}.facets` },
    demand: (request) => demandOf(request, dataset, args(request).revisionNumber),
    from: (request) => {
      const { filter, revisionNumber } = args(request);
      if (!isEmptyFilter(filter ?? {})) throw leftToResolver('filter');
      const found = `(SELECT ${r}.facets ${revisionRow(request, r, dataset, revisionNumber)})`;
      return `FROM (SELECT coalesce(${found}, '{"types":[],"tags":[],"labels":[]}') AS facets) ${kept}`;
    },
  };
});

const planItem = planRows<ItemArguments>((dataset, { args }) => ({
  row: { self: 'i', dataset: dataset['self']! },
  demand: (request) => demandOf(request, dataset, args(request).revisionNumber),
  from: (request) => {
    const { key, revisionNumber } = args(request);
    const at = request.sql(revisionOf(request, dataset, revisionNumber));
    return `FROM item i WHERE i.org_id = ${dataset['self']}.org_id AND i.dataset_id = ${dataset['self']}.id
      AND i.key = ${request.bind(key)} AND ${visibleAtText('i', at)} LIMIT 1`;
  },
}));

/** Loads the same facets for the resolver. */
export const storedFacets = rowsByPlan<{ facets: StoredFacets }, FacetArguments>({
  plan: planFacets,
  columns: ({ self }) => `${self} AS "facets"`,
});

/** `Dataset.item`: the item with a key at a revision. */
export const itemWithKey = {
  plan: planItem,
  resolve: rowByPlan<Item, ItemArguments>('Item', planItem, (item, related, context) =>
    itemsById(context, related).load(item.id),
  ),
};

function revisionRow(request: PlanRequest, r: string, dataset: Row, asked: number | null | undefined): string {
  const { self } = dataset;
  const number = request.sql(revisionOf(request, dataset, asked));
  return `FROM dataset_revision ${r} WHERE ${r}.org_id = ${self}.org_id AND ${r}.dataset_id = ${self}.id AND ${r}.number = ${number}`;
}

function leftToResolver(argument: string) {
  return new Unplannable({ kind: 'ARGUMENT', argument });
}
