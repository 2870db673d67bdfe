import type { Context } from '#domain/context.ts';
import type { Prisma } from '#prisma/client/client.ts';

/**
 * What a field says of itself, beside its resolver, so that an operation can be answered by one SQL statement that makes
 * the finished JSON text. docs/decisions/008-planned-reads.md tells how and why.
 *
 * A field that exposes a column needs to say nothing. A field that says nothing and exposes none is not planned, and
 * neither is any operation that asks for it: it is answered by the ordinary resolvers.
 */
export type FieldPlan = ValuePlan | RowsPlan | ConnectionPlan | CallPlan;

/** A row that a statement has in hand: what the parts of it are called there, such as `{ self: 'i', dataset: 'd' }`. */
export type Row = Readonly<Record<string, string>>;

/** A piece of SQL: the same for every request, or made for each. */
export type Piece = string | ((request: PlanRequest) => string);

export type Arguments = Readonly<Record<string, unknown>>;

/** One request, while its statement is written. */
export interface PlanRequest {
  variables: Arguments;
  context: Context;
  /** Gives the statement a value; answers what it is called there. */
  bind: (value: unknown) => string;
  /** What stands for a piece of SQL that is the same for every request, while the statement is written. */
  mark: (piece: string) => string;
  /** Writes a fragment with its values. */
  sql: (fragment: Prisma.Sql) => string;
}

/** What the planner offers a field. */
export interface PlanScope {
  /** A name for a row that nothing else in the statement has. */
  alias: (name: string) => string;
  /** The arguments of the field, as its resolver would get them from the client. */
  args: (request: PlanRequest) => object;
  /** Those of the connection that a field is of. */
  connectionArgs: (request: PlanRequest) => object;
}

/** A scalar: an SQL expression, null only where the field is nullable. */
interface ValuePlan {
  kind: 'value';
  sql: (row: Row, scope: PlanScope) => Piece;
}

/** An object or a list of objects: `FROM …`, up to `LIMIT`, with the rows in their order. */
export interface RowsPlan {
  kind: 'rows';
  from: (row: Row, scope: PlanScope) => FoundRows;
  /** The condition under which a row of an interface is of this type. */
  when?: (row: Row, typeName: string) => string;
}

export interface FoundRows {
  row: Row;
  /** `FROM …`; null for what is made of the parent's row itself. */
  from: Piece | null;
  /** A column with an id of the parent, for an object that may not be missing. */
  id?: string;
  demand?: (request: PlanRequest) => Demand | null;
}

/** What has to hold, else the request is left to the resolvers; with a column that holds an id. */
export interface Demand {
  holds: string;
  id: string;
}

/** A connection. */
export interface ConnectionPlan {
  kind: 'connection';
  page: (row: Row, scope: PlanScope) => PlannedConnection;
}

export interface PlannedConnection {
  /** What nodes are called in the rows of the page. */
  node: Row;
  /** What the connection's own fields can refer to. */
  list: Row;
  page: (request: PlanRequest) => PlannedPage;
}

export interface PlannedPage {
  /** `SELECT …` of so many rows in the order they are walked, with the alias of the node. */
  walk: (rows: number) => string;
  /** The cursor of a row of the walk. */
  cursor: string;
  size: number;
  backward: boolean;
  /** A boolean: whether anything lies on the side the walk came from. */
  behind: () => string;
  demand?: Demand | null;
}

/** What only this process can answer, such as a signature: the resolver is called with what the statement found. */
export interface CallPlan {
  kind: 'call';
  /** Names of values, and the SQL expressions of them. */
  needs: (row: Row) => Readonly<Record<string, string>>;
  call: (values: never, args: never, context: Context) => unknown;
}

/** The request cannot be planned; the ordinary resolvers answer it. */
export class Unplannable extends Error {}

/** The extension under which a field keeps its plan. */
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

/** What a type says of itself: how its rows are found by an id, and what they are. */
export interface TypePlan {
  /** The model whose columns its fields expose, where Pothos does not know it. */
  model?: string;
  /** Whether its rows are JSON objects, with the members that its fields expose. */
  isJson?: boolean;
  /** The id in its global ids, where that is not the id of its row. */
  id?: (row: Row) => string;
  /** How `node(id:)` finds it. */
  from?: (scope: Pick<PlanScope, 'alias'>, id: (request: PlanRequest) => string) => FoundRows;
}

/** The extension under which a type keeps what it says. */
export const plannedType = (plan: TypePlan) => ({ plan });
