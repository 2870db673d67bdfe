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
 * Plan of `Dataset.items` and `DatasetRevision.items`. Reads the same page as `findItems`, as a part of the statement
 * that reads the parent.
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

/** Returns the rows to which a list belongs: the dataset, and the revision if the parent is a revision. */
function listRow(parent: Row): Row {
  return parent['dataset'] ? { self: parent['dataset'], revision: parent['self']! } : parent;
}

/** Returns SQL for the items of a list, on all pages. */
function sourceOf(request: PlanRequest, dataset: Row, given: ItemListArguments) {
  const filter = given.filter ?? {};
  const tags = requiredTags(filter);
  // For other filters, the fastest SQL depends on the dataset, but a planned statement is the same for all datasets.
  if (!isPlain(filter)) throw leftToResolver('filter');
  const { field } = given.orderBy ?? defaultItemOrder;
  if (field === 'RELEVANCE') throw leftToResolver('orderBy');
  // For several tags, the fastest SQL depends on how rare each tag is.
  if (tags.length > 1 || (tags.length > 0 && field !== 'POSITION')) throw leftToResolver('filter');
  return itemSourceSql(columnsOf(dataset), revisionOf(request, dataset, given.revisionNumber), filter, tags[0] ?? null);
}

/** Returns SQL for the revision number of a list. */
function revisionOf({ context }: PlanRequest, { self, revision }: Row, asked: number | null | undefined) {
  if (revision) return Prisma.raw(`${revision}.number`);
  return readableRevisionSql(context.viewer, Prisma.raw(self!), asked).number;
}

/**
 * Returns the conditions for reading a dataset's items: the viewer may read the revision, and the given conditions are
 * true.
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
 * Returns whether one PostgreSQL plan is fast for all values of the filter. This is true for tags, because they have an
 * index. It is also true for types, because they are compared row by row.
 */
function isPlain({ types: _types, tags, ...rest }: ItemFilter): boolean {
  const { all, ...otherTags } = tags ?? {};
  const isExact = !tags?.ignoreCase || !all?.length;
  return isExact && isEmptyFilter({ ...rest, tags: otherTags });
}

/** Plan of `ItemConnection.revisionNumber`. */
export const planItemListRevision = planValue(
  (dataset, { argsOf }) =>
    (request) =>
      request.sql(revisionOf(request, dataset, argsOf(planItems, request).revisionNumber)),
);

/** Plan of `ItemConnection.totalCount` for a list without a filter, whose count is stored with the revision. */
export const planItemCount = planValue((dataset, { alias, argsOf }) => {
  const r = alias('r');
  return (request) => {
    const { filter, revisionNumber } = argsOf(planItems, request);
    if (!isEmptyFilter(filter ?? {})) throw leftToResolver('filter');
    return `coalesce((SELECT ${r}.item_count ${revisionRow(request, r, dataset, revisionNumber)}), 0)`;
  };
});

/** Plan of `ItemConnection.totalCountKind` for a list without a filter. */
export const planItemCountKind = planValue((_dataset, { argsOf }) => (request) => {
  const { filter } = argsOf(planItems, request);
  if (!isEmptyFilter(filter ?? {})) throw leftToResolver('filter');
  return `'EXACT'`;
});

/**
 * Plan of `Dataset.facets` without a filter, which are stored with the revision. Empty if the dataset has no revision.
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

/** Loads the stored facets for the resolver of `Dataset.facets`. */
export const storedFacets = rowsByPlan<{ facets: StoredFacets }, FacetArguments>({
  plan: planFacets,
  columns: ({ self }) => `${self} AS "facets"`,
});

/** Plan and resolver of `Dataset.item`: the item with a key at a revision. */
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
