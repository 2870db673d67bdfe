import type { Context } from '#domain/context.ts';
import type { Prisma } from '#prisma/client/client.ts';

/**
 * The plan of a field, beside its resolver. With plans, one SQL statement produces the finished JSON text of an
 * operation. docs/decisions/008-planned-reads.md tells how and why.
 *
 * A field that exposes a column needs no plan. Any other field without a plan makes its operation unplanned: the
 * ordinary resolvers answer it.
 */
export type FieldPlan = ValuePlan | RowsPlan | ConnectionPlan | CallPlan;

/** Aliases of a row in a statement, such as `{ self: 'i', dataset: 'd' }`. */
export type Row = Readonly<Record<string, string>>;

/** A piece of SQL: constant, or written for each request. */
export type Piece = string | ((request: PlanRequest) => string);

export type Arguments = Readonly<Record<string, unknown>>;

/** One request, while its statement is written. */
export interface PlanRequest {
  variables: Arguments;
  context: Context;
  /** Adds a value to the statement. Returns its placeholder. */
  bind: (value: unknown) => string;
  /** Returns a short mark for a constant piece of SQL, used while the statement is written. */
  mark: (piece: string) => string;
  /** Writes a fragment and binds its values. */
  sql: (fragment: Prisma.Sql) => string;
}

/** Functions that the planner offers to a field. */
export interface PlanScope {
  /** Returns an alias that is unique in the statement. */
  alias: (name: string) => string;
  /** Returns the arguments of the field, as its resolver would get them from the client. */
  args: (request: PlanRequest) => object;
  /** Returns the arguments of the connection that the field belongs to. */
  connectionArgs: (request: PlanRequest) => object;
}

/** Plan of a scalar: an SQL expression that is null only if the field is nullable. */
interface ValuePlan {
  kind: 'value';
  sql: (row: Row, scope: PlanScope) => Piece;
}

/** Plan of an object or a list of objects: `FROM …` up to `LIMIT`, with the rows in their order. */
export interface RowsPlan {
  kind: 'rows';
  from: (row: Row, scope: PlanScope) => FoundRows;
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
export interface ConnectionPlan {
  kind: 'connection';
  page: (row: Row, scope: PlanScope) => PlannedConnection;
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

/** Plan of a field that needs this process, such as a signature: `call` gets the values that the statement found. */
export interface CallPlan {
  kind: 'call';
  /** Returns the names of the values, with an SQL expression for each. */
  needs: (row: Row) => Readonly<Record<string, string>>;
  call: (values: never, args: never, context: Context) => unknown;
}

/** Thrown when a request cannot be planned. The ordinary resolvers then answer it. */
export class Unplannable extends Error {}

/** Returns the extension that holds the plan of a field. */
export const planned = (plan: FieldPlan) => ({ plan });

export function planValue(sql: ValuePlan['sql']) {
  return planned({ kind: 'value', sql });
}

export function planRows(from: RowsPlan['from'], when?: RowsPlan['when']) {
  return planned({ kind: 'rows', from, ...(when && { when }) });
}

export function planConnection(page: ConnectionPlan['page']) {
  return planned({ kind: 'connection', page });
}

export function planCall(needs: CallPlan['needs'], call: CallPlan['call']) {
  return planned({ kind: 'call', needs, call });
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

/** Returns the extension that holds the plan of a type. */
export const plannedType = (plan: TypePlan) => ({ plan });
