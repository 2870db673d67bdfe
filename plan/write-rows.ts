import type { Row, RowsPlan } from './field-plan.ts';
import type { Models } from './models.ts';
import { write } from './piece.ts';
import { planRequest } from './plan-request.ts';
import type { PlanContext } from './register.ts';
import type { PlanSettings } from './settings.ts';
import type { Statement } from './write-statement.ts';

/** A field for which a statement finds rows. */
export interface RowsField<Args extends object> {
  plan: RowsPlan<Args>;
  /** Model of the objects that the field belongs to. */
  parent: string;
  /** Returns the columns to select of a row that was found. */
  columns: (row: Row, models: Models) => string;
}

/** Objects that the field belongs to, by their tenants and ids. */
export interface Parents {
  tenants: readonly string[];
  ids: readonly string[];
}

/**
 * Writes the statement by which a resolver finds the same rows as the plan of its field, for parents that are loaded
 * already. Finds one row for each parent: `parentId` is the id of the parent, `holds` says whether the plan may answer
 * for it, and `isFound` is null if the plan finds nothing.
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

/** Returns the columns of a model by the names of its fields, as a query of Prisma returns them. */
export function columnsOf(model: string) {
  return ({ self }: Row, models: Models): string =>
    models
      .columns(model)
      .map((name) => `${self}.${models.column(model, name)} AS "${name}"`)
      .join(', ');
}
