/** The reason why the resolvers have to run for an operation. Names parts of the schema, never values of a request. */
export type Unplanned =
  /** A mutation, a subscription, or a query that has a directive itself. */
  | { kind: 'OPERATION' }
  /** A field without a plan. */
  | { kind: 'FIELD'; field: string }
  /** A field whose value or object no statement can write. */
  | { kind: 'TYPE'; type: string }
  /** A directive other than `@skip` and `@include`. */
  | { kind: 'DIRECTIVE'; directive: string }
  /** A scope that depends on more than the viewer and the organization of a row. */
  | { kind: 'SCOPE'; scope: string }
  /** An argument with a value that its plan leaves to the resolver. */
  | { kind: 'ARGUMENT'; argument: string }
  /** A filter that has no translation to SQL. */
  | { kind: 'FILTER'; filter: string }
  /** An id that is not a global id, or one of a type without a plan. */
  | { kind: 'NODE_ID' }
  /** The viewer lacks a scope. The resolvers report it. */
  | { kind: 'VIEWER' }
  /** A rule refuses an argument. The resolvers report it. */
  | { kind: 'REFUSED' };

/** Thrown while a plan is made or written. The ordinary resolvers then run. */
export class Unplannable extends Error {
  readonly reason: Unplanned;

  constructor(reason: Unplanned, options?: ErrorOptions) {
    super(reason.kind, options);
    this.reason = reason;
  }
}

/** Returns the error for a field of a type that no statement can write. */
export function noPlan({ name }: { name: string }, field: string) {
  return new Unplannable({ kind: 'FIELD', field: `${name}.${field}` });
}
