import {
  type DatasetFilter,
  type DatasetOrder,
  type DatasetOrderField,
  datasetListOf,
  datasetsListedFor,
  defaultDatasetOrder,
} from '#domain/datasets/find-datasets.ts';
import { cursorSql, plainCursorSql } from '#domain/paging/cursor.ts';
import { type KeysetQuery, keysetArguments, keysetBehind } from '#domain/paging/keyset.ts';
import { type PageArguments, readPage } from '#domain/paging/page.ts';
import { type FoundRows, type PlanRequest, planConnection, planValue } from '#plan/field-plan.ts';
import { whereSql } from '#plan/where-sql.ts';
import { Prisma } from '#prisma/client/client.ts';

interface DatasetListArguments extends PageArguments {
  filter?: DatasetFilter | null;
  orderBy?: DatasetOrder | null;
}

/**
 * Returns SQL for the single dataset that matches a filter. The filter must contain the condition that the viewer may
 * see it.
 */
export function datasetWhere(self: string, where: (request: PlanRequest) => Prisma.DatasetWhereInput): FoundRows {
  return {
    row: { self },
    from: (request) => `FROM dataset ${self} WHERE ${whereSql(request, 'Dataset', self, where(request))} LIMIT 1`,
  };
}

/** Plan of `Query.datasets`. Reads the same page as `findDatasets`. */
export const planDatasets = planConnection<DatasetListArguments>((_root, { alias, args }) => {
  const self = alias('d');
  return {
    node: { self },
    list: {},
    page(request) {
      const given = args(request);
      const page = readPage(given, request.context.limits);
      const order = given.orderBy ?? defaultDatasetOrder;
      const { name, columns } = datasetListOf(order);
      const seen = datasetsListedFor(request.context.viewer, given.filter ?? {});
      const select = ({ where, orderBy, take }: KeysetQuery, what: string) =>
        `SELECT ${what} FROM dataset ${self} WHERE ${whereSql(request, 'Dataset', self, { AND: [seen, where] })}
         ORDER BY ${orderBySql(request, self, orderBy)} LIMIT ${take}`;
      const behind = keysetBehind(name, columns, page);
      const cursor = (value: string) => `'["${name}",' || ${value} || ',"' || ${self}.id || '"]'`;
      const cursors: Record<DatasetOrderField, string> = {
        NAME: cursorSql(cursor(`to_json(${self}.sort_name)::text`)),
        UPDATED_AT: plainCursorSql(cursor(`round(extract(epoch FROM ${self}.updated_at) * 1000)::bigint`)),
      };
      return {
        walk: (rows) => select({ ...keysetArguments(name, columns, page), take: rows }, `${self}.*`),
        cursor: cursors[order.field],
        size: page.size,
        backward: page.backward,
        behind: () => (behind ? `coalesce((${select(behind, 'TRUE')}), FALSE)` : 'FALSE'),
      };
    },
  };
});

/** Plan of `DatasetConnection.totalCount`. */
export const planDatasetCount = planValue((_list, { alias, argsOf }) => {
  const self = alias('d');
  return (request) => {
    const { filter } = argsOf(planDatasets, request);
    const where = datasetsListedFor(request.context.viewer, filter ?? {});
    return `(SELECT count(*) FROM dataset ${self} WHERE ${whereSql(request, 'Dataset', self, where)})`;
  };
});

/** Plan of `Dataset.updatedAt`. */
export const planUpdatedAt = planValue((dataset, { alias }) => {
  const { self: d } = dataset;
  const r = alias('r');
  return (request) => {
    const pinned = request.context.viewer.share?.revision;
    if (!pinned) return `${d}.updated_at`;
    return `(SELECT ${r}.created_at FROM dataset_revision ${r}
      WHERE ${r}.org_id = ${d}.org_id AND ${r}.dataset_id = ${d}.id AND ${r}.number = ${request.bind(pinned)})`;
  };
});

function orderBySql({ models }: PlanRequest, self: string, orderBy: KeysetQuery['orderBy']): string {
  return orderBy
    .flatMap((column) => Object.entries(column))
    .map(([field, direction]) => `${self}.${models.column('Dataset', field)} ${direction}`)
    .join(', ');
}
