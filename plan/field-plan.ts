import type { Models } from './models.ts';
import type { PlanContext } from './register.ts';

/**
 * Plan of a field, which is defined together with its resolver. A planned operation is executed as one SQL statement
 * that returns JSON text. docs/decisions/008-planned-reads.md has the reasons.
 *
 * A field that exposes a column needs no plan. If an operation selects any other field without a plan, the resolvers
 * execute the whole operation.
 */
export type FieldPlan<Args extends object = object> =
  | ValuePlan<Args>
  | RowsPlan<Args>
  | ConnectionPlan<Args>
  | CallPlan<Args>;

/** Table aliases of a row (`self`) and of the rows that contain it, such as `{ self: 'i', dataset: 'd' }`. */
export type Row = Readonly<Record<string, string>>;

/** Part of an SQL statement, either constant or a function of the request. */
export type Piece = string | ((request: PlanRequest) => string);

/** SQL with bound values, in the form that Prisma uses. */
export interface SqlFragment {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];
}

/** Coerced variables of a request, by name. */
export type Variables = Readonly<Record<string, unknown>>;

/** Parts of a request that a plan can use. */
export interface RequestParts {
  variables: Variables;
  context: PlanContext;
}

/** Request for which a statement is being written. */
export interface PlanRequest extends RequestParts {
  models: Models;
  /** Adds a bound value to the statement. Returns its placeholder. */
  bind: (value: unknown) => string;
  /** Returns the SQL of a fragment, and binds its values. */
  sql: (fragment: SqlFragment) => string;
}

/** Functions that a field's plan can call. */
export interface PlanScope<Args extends object = object> {
  /** Returns an alias that is unique in the statement. */
  alias: (name: string) => string;
  /** Returns the arguments of the field, as its resolver would receive them. */
  args: (request: PlanRequest) => Args;
  /** Returns the arguments of the connection that contains the field. Throws if that is not `connection`. */
  argsOf: <ListArgs extends object>(connection: ConnectionPlan<ListArgs>, request: PlanRequest) => ListArgs;
}

/*
 * The members of plans that take arguments are methods, which TypeScript compares loosely. So the planner can treat a
 * plan for arguments of one type as a plan for any object.
 */

/** Plan of a scalar. Its SQL expression may be null only if the field is nullable. */
export interface ValuePlan<Args extends object = object> {
  kind: 'value';
  sql(row: Row, scope: PlanScope<Args>): Piece;
}

/**
 * Plan of an object or a list of objects. Its SQL is the part of a query from `FROM` to `LIMIT`, and decides the order
 * of the rows.
 */
export interface RowsPlan<Args extends object = object> {
  kind: 'rows';
  from(row: Row, scope: PlanScope<Args>): FoundRows;
  /** Returns the SQL condition under which a row of an interface has this type. */
  when?: (row: Row, typeName: string) => string;
}

export interface FoundRows {
  row: Row;
  /** SQL from `FROM` on, or null if the object consists of columns of the parent's row. */
  from: Piece | null;
  /** Column with an id of the parent. Required if the object cannot be null. */
  id?: string;
  demand?: (request: PlanRequest) => Demand | null;
}

/**
 * SQL condition for using a plan. If it is false, the resolvers execute the operation. `id` is any column with an id.
 */
export interface Demand {
  holds: string;
  id: string;
}

/** Plan of a connection. */
export interface ConnectionPlan<Args extends object = object> {
  kind: 'connection';
  page(row: Row, scope: PlanScope<Args>): PlannedConnection;
}

export interface PlannedConnection {
  /** Table aliases of a node within the rows of the page. */
  node: Row;
  /** Table aliases that the fields of the connection can use. */
  list: Row;
  page: (request: PlanRequest) => PlannedPage;
}

export interface PlannedPage {
  /**
   * Returns a SELECT of at most `rows` rows in the order in which the page is read. The rows have the alias of the
   * node.
   */
  walk: (rows: number) => string;
  /** SQL expression for the cursor of a row. */
  cursor: string;
  size: number;
  backward: boolean;
  /** Returns a boolean SQL expression for whether rows exist before the start of the page, in reading order. */
  behind: () => string;
  demand?: Demand | null;
}

/** Values of a row for a call, in the order in which the plan has requested them. */
export type FoundValues = readonly unknown[];

/**
 * Functions that request the values for a call. Each takes an SQL expression and returns a function that reads its
 * value.
 */
export interface Needs {
  text: (sql: string) => (found: FoundValues) => string;
  textOrNull: (sql: string) => (found: FoundValues) => string | null;
  boolean: (sql: string) => (found: FoundValues) => boolean;
  oneOf: <Value extends string>(sql: string, values: readonly Value[]) => (found: FoundValues) => Value;
}

/** Function that computes a field from the values of a row. */
export type PlannedCall<Args extends object = object> = (
  found: FoundValues,
  args: Args,
  context: PlanContext,
) => unknown;

/** Plan of a field that this process computes, such as a signed URL. */
export interface CallPlan<Args extends object = object> {
  kind: 'call';
  prepare(row: Row, needs: Needs): { call(...given: Parameters<PlannedCall<Args>>): unknown };
}

export function planValue<Args extends object = object>(sql: ValuePlan<Args>['sql']): ValuePlan<Args> {
  return { kind: 'value', sql };
}

export function planRows<Args extends object = object>(
  from: RowsPlan<Args>['from'],
  when?: RowsPlan['when'],
): RowsPlan<Args> {
  return { kind: 'rows', from, ...(when && { when }) };
}

export function planConnection<Args extends object = object>(page: ConnectionPlan<Args>['page']): ConnectionPlan<Args> {
  return { kind: 'connection', page };
}

/** Returns the plan of a field that `call` computes from values of the statement. */
export function planCall<Args extends object = object>(
  prepare: (row: Row, needs: Needs) => PlannedCall<Args>,
): CallPlan<Args> {
  return { kind: 'call', prepare: (row, needs) => ({ call: prepare(row, needs) }) };
}

/**
 * Returns the plan and the resolver of a field that `call` computes. The plan passes the value that `find` reads from
 * the statement. The resolver passes the parent.
 */
export function calledField<Value, Args extends object, Result>(
  find: (row: Row, needs: Needs) => (found: FoundValues) => Value,
  call: (value: Value, args: Args, context: PlanContext) => Result,
) {
  const plan = planCall<Args>((row, needs) => {
    const read = find(row, needs);
    return (found, args, context) => call(read(found), args, context);
  });
  return { plan, resolve: call };
}

/** Plan of a type, which finds its rows, also by a global id. */
export interface TypePlan {
  /** Model with the columns of the fields, if Pothos does not know it. */
  model?: string;
  /** Whether the rows are JSON objects whose members are the fields. */
  isJson?: boolean;
  /** Returns the SQL of the id within a global id. Undefined if it is the id of the row. */
  id?: (row: Row) => string;
  /** Finds the row for `node(id:)`. */
  from?: (scope: Pick<PlanScope, 'alias'>, id: (request: PlanRequest) => string) => FoundRows;
}
