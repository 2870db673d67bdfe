import type { Models } from './models.ts';
import type { PlanContext } from './register.ts';

/**
 * Plan of a field, beside its resolver. One SQL statement produces the finished JSON text of a planned operation. The
 * reasons are in docs/decisions/008-planned-reads.md.
 *
 * A field that exposes a column needs no plan. The resolvers run every operation that selects another field without a
 * plan.
 */
export type FieldPlan<Args extends object = object> =
  | ValuePlan<Args>
  | RowsPlan<Args>
  | ConnectionPlan<Args>
  | CallPlan<Args>;

/** Aliases of a row in a statement: `self`, and the rows around it, such as `{ self: 'i', dataset: 'd' }`. */
export type Row = Readonly<Record<string, string>>;

/** A piece of SQL: constant, or written for each request. */
export type Piece = string | ((request: PlanRequest) => string);

/** SQL with its values, as Prisma writes it. */
export interface SqlFragment {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];
}

/** Coerced variables of a request, by name. */
export type Variables = Readonly<Record<string, unknown>>;

/** The parts of a request that plans depend on. */
export interface RequestParts {
  variables: Variables;
  context: PlanContext;
}

/** One request, while its statement is written. */
export interface PlanRequest extends RequestParts {
  models: Models;
  /** Adds a value to the statement. Returns its placeholder. */
  bind: (value: unknown) => string;
  /** Writes a fragment and binds its values. */
  sql: (fragment: SqlFragment) => string;
}

/** Functions that the planner offers to a field. */
export interface PlanScope<Args extends object = object> {
  /** Returns an alias that is unique in the statement. */
  alias: (name: string) => string;
  /** Returns the arguments of the field, as its resolver would get them from the client. */
  args: (request: PlanRequest) => Args;
  /** Returns the arguments of the connection that the field belongs to. Throws if it has another plan. */
  argsOf: <ListArgs extends object>(connection: ConnectionPlan<ListArgs>, request: PlanRequest) => ListArgs;
}

/*
 * The members of plans that take arguments are methods, which TypeScript compares loosely. So the planner can treat a
 * plan for arguments of one type as a plan for any object.
 */

/** Plan of a scalar: an SQL expression that is null only if the field is nullable. */
export interface ValuePlan<Args extends object = object> {
  kind: 'value';
  sql(row: Row, scope: PlanScope<Args>): Piece;
}

/** Plan of an object or a list of objects: `FROM …` up to `LIMIT`, with the rows in their order. */
export interface RowsPlan<Args extends object = object> {
  kind: 'rows';
  from(row: Row, scope: PlanScope<Args>): FoundRows;
  /** Returns the condition under which a row of an interface has this type. */
  when?: (row: Row, typeName: string) => string;
}

export interface FoundRows {
  row: Row;
  /** `FROM …`, or null if the object consists of columns of the parent's row. */
  from: Piece | null;
  /** A column with an id of the parent. Required if the object may not be missing. */
  id?: string;
  demand?: (request: PlanRequest) => Demand | null;
}

/** Condition for answering by a plan: if it does not hold, the resolvers answer. `id` is a column that holds an id. */
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
  /** Aliases of a node in the rows of the page. */
  node: Row;
  /** Aliases for the fields of the connection. */
  list: Row;
  page: (request: PlanRequest) => PlannedPage;
}

export interface PlannedPage {
  /** Returns `SELECT …` of at most this number of rows in the order of the walk, with the alias of the node. */
  walk: (rows: number) => string;
  /** SQL of the cursor of a row. */
  cursor: string;
  size: number;
  backward: boolean;
  /** Returns a boolean expression: whether there are rows on the side that the walk came from. */
  behind: () => string;
  demand?: Demand | null;
}

/** Values that a statement found for a call, in the order of the needs. */
export type FoundValues = readonly unknown[];

/** Names the values that a call needs. Each function takes an SQL expression, and returns how to read its value. */
export interface Needs {
  text: (sql: string) => (found: FoundValues) => string;
  textOrNull: (sql: string) => (found: FoundValues) => string | null;
  boolean: (sql: string) => (found: FoundValues) => boolean;
  oneOf: <Value extends string>(sql: string, values: readonly Value[]) => (found: FoundValues) => Value;
}

/** A call with the values that a statement found. */
export type PlannedCall<Args extends object = object> = (
  found: FoundValues,
  args: Args,
  context: PlanContext,
) => unknown;

/** Plan of a field that needs this process, such as a signature. */
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

/** Plans a field that is computed by `call`, from values that the statement finds. */
export function planCall<Args extends object = object>(
  prepare: (row: Row, needs: Needs) => PlannedCall<Args>,
): CallPlan<Args> {
  return { kind: 'call', prepare: (row, needs) => ({ call: prepare(row, needs) }) };
}

/**
 * Returns the plan and the resolver of a field that is computed by `call`. The plan calls it with the values that
 * `find` reads of a statement. The resolver calls it with the parent.
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

/** Plan of a type: its rows, and how to find one by an id. */
export interface TypePlan {
  /** The model whose columns the fields expose, if Pothos does not know it. */
  model?: string;
  /** Whether the rows are JSON objects, with the members that the fields expose. */
  isJson?: boolean;
  /** Returns SQL of the id in a global id, if it is not the id of the row. */
  id?: (row: Row) => string;
  /** Finds the row for `node(id:)`. */
  from?: (scope: Pick<PlanScope, 'alias'>, id: (request: PlanRequest) => string) => FoundRows;
}
