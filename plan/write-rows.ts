import type { Row, RowsPlan } from './field-plan.ts';
import type { Models } from './models.ts';
import { write } from './piece.ts';
import { planRequest } from './plan-request.ts';
import type { PlanContext } from './register.ts';
import type { PlanSettings } from './settings.ts';
import type { Statement } from './write-statement.ts';

/** Field whose rows an SQL statement finds. */
export interface RowsField<Args extends object> {
  plan: RowsPlan<Args>;
  /** Model of the objects that have the field. */
  parent: string;
  /** Returns the SQL list of the columns to select from a found row. */
  columns: (row: Row, models: Models) => string;
}

/** Objects that have the field, by their tenants and ids. */
export interface Parents {
  tenants: readonly string[];
  ids: readonly string[];
}

/**
 * Returns the statement with which a resolver finds the rows of a planned field, for parents that are already loaded.
 * The statement returns one row for each parent. `parentId` is the id of the parent, `holds` is the plan's condition,
 * and `isFound` is null if the parent has no row.
 */
export function writeRows<Args extends object>(
  { plan, parent, columns }: RowsField<Args>,
  { tenants, ids }: Parents,
  args: Args,
  context: PlanContext,
  { models, tenantColumn }: PlanSettings,
): Statement {
  const { request, values } = planRequest({ context, variables: {} }, models);
  const { row, from, demand } = plan.from(
    { self: 'parent' },
    {
      alias: (name) => `${name}1`,
      args: () => args,
      argsOf: () => {
        throw new Error('The field belongs to no connection.');
      },
    },
  );
  if (from === null) throw new Error('The columns of the parent need no statement.');
  const holds = demand?.(request)?.holds ?? 'TRUE';
  const found = `SELECT TRUE AS "isFound", ${columns(row, models)} ${write(from, request)}`;
  const text = `SELECT parent.id AS "parentId", ${holds} AS "holds", found.*
    FROM ${models.table(parent)} parent LEFT JOIN LATERAL (${found}) found ON TRUE
    WHERE parent.${tenantColumn} = ANY (${request.bind(tenants)}::uuid[]) AND parent.id = ANY (${request.bind(ids)}::uuid[])`;
  return { text, values };
}

/** Returns a function that lists the columns of a model under the names of its fields, as in a result of Prisma. */
export function columnsOf(model: string) {
  return ({ self }: Row, models: Models): string =>
    models
      .columns(model)
      .map((name) => `${self}.${models.column(model, name)} AS "${name}"`)
      .join(', ');
}
