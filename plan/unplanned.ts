/** Reason why the resolvers execute an operation. Contains names of the schema, but no values of a request. */
export type Unplanned =
  /** The operation is a mutation, a subscription, or a query with a directive. */
  | { kind: 'OPERATION' }
  /** A field has no plan. */
  | { kind: 'FIELD'; field: string }
  /** A field has a type that SQL cannot produce. */
  | { kind: 'TYPE'; type: string }
  /** The document has a directive other than `@skip` and `@include`. */
  | { kind: 'DIRECTIVE'; directive: string }
  /** A scope depends on more than the viewer and the organization of a row. */
  | { kind: 'SCOPE'; scope: string }
  /** An argument has a value that the plan of its field does not support. */
  | { kind: 'ARGUMENT'; argument: string }
  /** A filter cannot be translated to SQL. */
  | { kind: 'FILTER'; filter: string }
  /** An id is malformed, or its type has no plan. */
  | { kind: 'NODE_ID' }
  /** The viewer lacks a scope. The resolvers report the error. */
  | { kind: 'VIEWER' }
  /** A rule refuses an argument. The resolvers report the error. */
  | { kind: 'REFUSED' };

/**
 * Error that ends the planning of an operation or the writing of its statement. The resolvers then execute the
 * operation.
 */
export class Unplannable extends Error {
  readonly reason: Unplanned;

  constructor(reason: Unplanned, options?: ErrorOptions) {
    super(reason.kind, options);
    this.reason = reason;
  }
}

/** Returns the error for a field without a plan. */
export function noPlan({ name }: { name: string }, field: string) {
  return new Unplannable({ kind: 'FIELD', field: `${name}.${field}` });
}
